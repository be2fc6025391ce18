package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records about an entity, keyed by it, in its partition. Stateless. */
final class EntityRecords {
  private EntityRecords() {}

  static ProducerRecord<byte[], byte[]> of(
      String topic, EntityKey entity, byte[] value, KafkaSinkContext context) {
    int partitions = context.getPartitionsForTopic(topic).length;
    return new ProducerRecord<>(
        topic,
        SeriesPartitions.partition(entity.id(), partitions),
        entity.toString().getBytes(StandardCharsets.UTF_8),
        value);
  }
}
