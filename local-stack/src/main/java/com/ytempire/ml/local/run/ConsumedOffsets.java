package com.ytempire.ml.local.run;

import com.ytempire.ml.core.event.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells whether a consumer group has read its topics to the end, by the offsets that it committed.
 *
 * <p>The end offset alone does not tell: behind the last record lie the markers of transactions. So
 * the topics are read on from what is committed, and there must be nothing but heartbeats left.
 * Confined to one thread.
 */
final class ConsumedOffsets implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Tells where the topics end. A reader of committed data sees an end that lies before the last
   * transaction for as long as its marker is on its way, which is a moment after the commit.
   */
  private final KafkaConsumer<byte[], byte[]> endReader;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  ConsumedOffsets(String bootstrapServers, String group, List<String> topics) {
    consumer = consumer(bootstrapServers, group, "read_committed");
    endReader = consumer(bootstrapServers, group, "read_uncommitted");
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrapServers, String group, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG, group,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * Sends every partition a heartbeat that promises nothing. Flink's source commits what a
   * checkpoint covers only once its poll returns, which without a record takes ten seconds.
   */
  void hurryCommits() {
    List<Header> promisesNothing = List.of(new RecordHeader(Heartbeat.HEADER, Heartbeat.encode(0)));
    for (TopicPartition partition : partitions) {
      // One that gets lost is followed by the next.
      var unused =
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), null, null, null, promisesNothing));
    }
    producer.flush();
  }

  /** Whether no event lies behind the committed offsets. Blocks for up to some seconds. */
  boolean reachTheEnd() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    Map<TopicPartition, Long> ends = endReader.endOffsets(partitions);
    Set<TopicPartition> open = new HashSet<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = committed.get(partition);
      long offset = at == null ? 0 : at.offset();
      consumer.seek(partition, offset);
      if (offset < ends.getOrDefault(partition, 0L)) {
        open.add(partition);
      }
    }
    // Polling moves the position over markers; an event that turns up is one not yet consumed.
    for (int polls = 0; !open.isEmpty() && polls < 20; polls++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.headers().lastHeader(Heartbeat.HEADER) == null) {
          return false;
        }
      }
      open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }
    return open.isEmpty();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    consumer.close(Duration.ofSeconds(2));
    endReader.close(Duration.ofSeconds(2));
  }
}
