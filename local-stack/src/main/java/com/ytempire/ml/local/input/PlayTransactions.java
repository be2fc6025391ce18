package com.ytempire.ml.local.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.json.DeadLetterWriter;
import com.ytempire.ml.jobs.io.SeriesPartitions;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records, heartbeats and progress in transactions: a reader of committed data sees a record
 * exactly when the progress that counts it is durable. Confined to the player's thread. A failure
 * surfaces as a {@link org.apache.kafka.common.KafkaException} at the next call; the whole object
 * is then thrown away.
 */
final class PlayTransactions implements AutoCloseable {
  private static final String STAGE = "read-input";

  private final KafkaProducer<byte[], byte[]> producer;
  private final PlayerTopics topics;
  private final Clock clock;
  private final DeadLetterWriter letters = new DeadLetterWriter();
  private boolean open;

  /**
   * @param transactionalId names this player; a new one with the same id ends the old one's
   *     unfinished transaction
   */
  PlayTransactions(
      String bootstrapServers, String transactionalId, PlayerTopics topics, Clock clock) {
    this.topics = topics;
    this.clock = clock;
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterWriter.MAX_MESSAGE_BYTES);
    // Short, so that a broken broker is noticed by the player, which knows how to begin again.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Ends what an earlier player with this id left open. To be called once, first. */
  void begin() {
    producer.initTransactions();
  }

  void send(InputRecord record) {
    ensureOpen();
    switch (record.kind()) {
      case VIDEO_EVENT, UNREADABLE -> sendOfSeries(topics.videoEvents(), record);
      case TREND_SIGNAL -> sendOfSeries(topics.trendSignals(), record);
      case REFUSED -> sendDeadLetter(record);
    }
  }

  private void sendDeadLetter(InputRecord record) {
    DeadLetter letter =
        new DeadLetter(
            record.origin(),
            record.position(),
            record.payload(),
            String.valueOf(record.reason()),
            STAGE,
            clock.instant());
    send(topics.deadLetters(), topics.videoEvents().getBytes(UTF_8), letters.write(letter));
  }

  /** Promises every partition of both event topics that nothing older comes. */
  void sendHeartbeats(long promisedMillis) {
    ensureOpen();
    List<Header> headers =
        List.of(new RecordHeader(Heartbeat.HEADER, Heartbeat.encode(promisedMillis)));
    for (String topic : List.of(topics.videoEvents(), topics.trendSignals())) {
      int partitions = producer.partitionsFor(topic).size();
      for (int partition = 0; partition < partitions; partition++) {
        dispatch(new ProducerRecord<>(topic, partition, null, null, null, headers));
      }
    }
  }

  /** Makes everything sent since the last commit visible, together with the progress. */
  void commit(String inputId, PlayProgress progress) {
    ensureOpen();
    send(topics.progress(), inputId.getBytes(UTF_8), progress.toJson());
    producer.commitTransaction();
    open = false;
  }

  private void ensureOpen() {
    if (!open) {
      producer.beginTransaction();
      open = true;
    }
  }

  /** What has no key may lie anywhere. */
  private void sendOfSeries(String topic, InputRecord record) {
    @Nullable String series = record.key();
    if (series == null) {
      dispatch(new ProducerRecord<>(topic, record.payload()));
      return;
    }
    int partition = SeriesPartitions.partition(series, producer.partitionsFor(topic).size());
    dispatch(new ProducerRecord<>(topic, partition, series.getBytes(UTF_8), record.payload()));
  }

  private void send(String topic, byte[] key, byte[] value) {
    dispatch(new ProducerRecord<>(topic, key, value));
  }

  private void dispatch(ProducerRecord<byte[], byte[]> record) {
    // The commit fails if any send failed, so that no single answer needs to be awaited.
    var unused = producer.send(record);
  }

  /** Leaves an unfinished transaction to be ended by the next player. Does not wait. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
