package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.PostgresPredictionLog;
import com.ytempire.ml.jobs.io.PredictionLogEntry;
import com.ytempire.ml.jobs.io.PredictionLogSink;
import com.ytempire.ml.jobs.io.TopicSinks;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The outputs of the running platform: topics, exactly once, and the table of predictions,
 * effectively once, because it keeps one row per prediction id whatever is replayed.
 */
public final class InferenceSinks implements InferenceOutputs {
  static final String UID_PREDICTIONS_TOPIC = "predictions-topic";
  static final String UID_OUTCOMES_TOPIC = "outcomes-topic";
  static final String UID_DEAD_LETTERS = "dead-letters-topic";
  static final String UID_LOGGED_PREDICTIONS = "logged-predictions";
  static final String UID_LOGGED_OUTCOMES = "logged-outcomes";
  static final String UID_LOG = "prediction-log";

  /** The writer has one batch under way at a time. */
  private static final int CONNECTIONS = 1;

  private final PlatformSettings settings;
  private final String jobName;

  /**
   * @param jobName names the job's Kafka transactions; two running jobs must differ in it
   */
  public InferenceSinks(PlatformSettings settings, String jobName) {
    this.settings = settings;
    this.jobName = jobName;
  }

  @Override
  public void results(DataStream<Prediction> predictions, DataStream<Outcome> outcomes) {
    String kafka = settings.kafka().bootstrapServers();
    predictions
        .sinkTo(TopicSinks.predictions(kafka, jobName))
        .name("Predictions topic")
        .uid(UID_PREDICTIONS_TOPIC);
    outcomes
        .sinkTo(TopicSinks.outcomes(kafka, jobName))
        .name("Outcomes topic")
        .uid(UID_OUTCOMES_TOPIC);
    TypeInformation<PredictionLogEntry> entry = TypeInformation.of(PredictionLogEntry.class);
    DatabaseSettings database = settings.database();
    predictions
        .map(PredictionLogEntry::of, entry)
        .name("Logged predictions")
        .uid(UID_LOGGED_PREDICTIONS)
        .union(
            outcomes
                .map(PredictionLogEntry::of, entry)
                .name("Logged outcomes")
                .uid(UID_LOGGED_OUTCOMES))
        .sinkTo(new PredictionLogSink(() -> PostgresPredictionLog.open(database, CONNECTIONS)))
        .name("Prediction log")
        .uid(UID_LOG);
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters
        .sinkTo(TopicSinks.deadLetters(settings.kafka().bootstrapServers(), jobName))
        .name("Dead letters")
        .uid(UID_DEAD_LETTERS);
  }
}
