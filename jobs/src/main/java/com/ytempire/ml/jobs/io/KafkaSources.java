package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.Topics;
import java.util.List;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The live sources. Offsets are part of the checkpoint; what a group committed is only for show.
 */
public final class KafkaSources {
  private KafkaSources() {}

  public static KafkaSource<VideoRecord> videos(String bootstrapServers, String groupId) {
    return source(bootstrapServers, groupId, Topics.VIDEO_EVENTS, KafkaDecoding.videos());
  }

  public static KafkaSource<SignalRecord> signals(String bootstrapServers, String groupId) {
    return source(bootstrapServers, groupId, Topics.TREND_SIGNALS, KafkaDecoding.signals());
  }

  /**
   * Feature vectors of videos, as the feature job publishes them.
   *
   * @param names inputs and columns to read
   */
  public static KafkaSource<VectorRecord> vectors(
      String bootstrapServers, String groupId, List<String> names) {
    return source(bootstrapServers, groupId, Topics.FEATURES, KafkaDecoding.vectors(names));
  }

  /** Predictions with their inputs, as the inference job publishes them. */
  public static KafkaSource<PredictionRecord> predictions(String bootstrapServers, String groupId) {
    return source(bootstrapServers, groupId, Topics.PREDICTIONS, KafkaDecoding.predictions());
  }

  /** What became of predictions, likewise; their time is that of the later snapshot. */
  public static KafkaSource<OutcomeRecord> outcomes(String bootstrapServers, String groupId) {
    return source(bootstrapServers, groupId, Topics.OUTCOMES, KafkaDecoding.outcomes());
  }

  private static <T extends SourceRecord> KafkaSource<T> source(
      String bootstrapServers, String groupId, String topic, KafkaDecoding<T> decoding) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + "-" + topic)
        .setTopics(topic)
        // A job that starts without a checkpoint reads all that is kept.
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        // Events of a transaction that was not committed are played again by their producer.
        .setProperty("isolation.level", "read_committed")
        .setProperty("commit.offsets.on.checkpoint", "true")
        .setDeserializer(decoding)
        .build();
  }
}
