package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.event.json.DeadLetterWriter;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.OutcomeWriter;
import com.ytempire.ml.core.prediction.json.PredictionWriter;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topics that the jobs write, exactly once: a transaction per checkpoint. Records keep the wall
 * clock as their timestamp, so that retention does not delete what describes the past.
 */
public final class TopicSinks {
  /** Longer than any outage that a job should survive; brokers allow 15 minutes by default. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private TopicSinks() {}

  /** Feature vectors as JSON, keyed by entity. */
  public static KafkaSink<FeatureWrite> features(
      String bootstrapServers, String jobName, Map<String, FeatureSchema> schemas) {
    return sink(bootstrapServers, jobName + "-features", new FeatureRecords(schemas));
  }

  /** Predictions as JSON, keyed by entity. */
  public static KafkaSink<Prediction> predictions(String bootstrapServers, String jobName) {
    return sink(
        bootstrapServers,
        jobName + "-predictions",
        (prediction, context, timestamp) ->
            EntityRecords.of(
                Topics.PREDICTIONS,
                prediction.entity(),
                PredictionWriter.write(prediction),
                context));
  }

  /** Outcomes as JSON, keyed by entity. */
  public static KafkaSink<Outcome> outcomes(String bootstrapServers, String jobName) {
    return sink(
        bootstrapServers,
        jobName + "-outcomes",
        (outcome, context, timestamp) ->
            EntityRecords.of(
                Topics.OUTCOMES, outcome.entity(), OutcomeWriter.write(outcome), context));
  }

  /** Verdicts on drift as JSON, keyed by model and column. */
  public static KafkaSink<DriftEvent> driftEvents(String bootstrapServers, String jobName) {
    return sink(
        bootstrapServers,
        jobName + "-drift-events",
        (event, context, timestamp) ->
            new ProducerRecord<>(
                Topics.DRIFT_EVENTS,
                event.key().getBytes(StandardCharsets.UTF_8),
                DriftEventJson.write(event)));
  }

  /** Triggers of retrainings, which are JSON already. */
  public static KafkaSink<String> retrainingTriggers(String bootstrapServers, String jobName) {
    return sink(
        bootstrapServers,
        jobName + "-retraining-triggers",
        (trigger, context, timestamp) ->
            new ProducerRecord<>(
                Topics.RETRAINING_TRIGGERS, trigger.getBytes(StandardCharsets.UTF_8)));
  }

  /** Records that could not be processed, keyed by their origin. */
  public static KafkaSink<DeadLetter> deadLetters(String bootstrapServers, String jobName) {
    return sink(bootstrapServers, jobName + "-dead-letters", new DeadLetterRecords());
  }

  private static <T> KafkaSink<T> sink(
      String bootstrapServers, String name, KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(name)
        .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS)
        .setProperty("compression.type", "lz4")
        .setProperty("linger.ms", "20")
        .setProperty("max.request.size", String.valueOf(DeadLetterWriter.MAX_MESSAGE_BYTES))
        .setRecordSerializer(records)
        .build();
  }

  private static final class FeatureRecords
      implements KafkaRecordSerializationSchema<FeatureWrite> {
    private static final long serialVersionUID = 1L;
    private final FeatureVectorJson json;

    FeatureRecords(Map<String, FeatureSchema> schemas) {
      this.json = new FeatureVectorJson(schemas);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        FeatureWrite write, KafkaSinkContext context, Long timestamp) {
      return EntityRecords.of(Topics.FEATURES, write.entity(), json.write(write), context);
    }
  }

  private static final class DeadLetterRecords
      implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;
    private transient DeadLetterWriter writer;

    @SuppressWarnings("NullAway.Init") // writer is made in open
    DeadLetterRecords() {}

    @Override
    public void open(
        org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext context,
        KafkaSinkContext sinkContext) {
      writer = new DeadLetterWriter();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        DeadLetter letter, KafkaSinkContext context, Long timestamp) {
      byte[] key = letter.origin().getBytes(StandardCharsets.UTF_8);
      return new ProducerRecord<>(Topics.DEAD_LETTERS, key, writer.write(letter));
    }
  }
}
