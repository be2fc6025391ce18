package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.jobs.io.AcceptEvents;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import com.ytempire.ml.jobs.io.EventTime;
import com.ytempire.ml.jobs.io.KafkaSources;
import com.ytempire.ml.jobs.io.OutcomeRecord;
import com.ytempire.ml.jobs.io.PredictionRecord;
import com.ytempire.ml.jobs.io.StreamSettings;
import com.ytempire.ml.jobs.io.TopicSinks;
import com.ytempire.ml.jobs.io.VerdictSink;
import com.ytempire.ml.jobs.io.VerdictStoreFactory;
import com.ytempire.ml.jobs.retraining.RetrainingPipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Drift on live streams: predictions and outcomes from Kafka to the topic {@code drift-events} and
 * the table {@code drift_verdicts}, and to trainings and the topic {@code retraining-triggers}
 * where there is evidence enough.
 *
 * @param settings where the servers are
 * @param pipeline what is watched, and with what it is compared
 * @param retraining what follows from it
 * @param parallelism subtasks of each operator
 */
public record DriftJob(
    PlatformSettings settings,
    DriftPipeline pipeline,
    RetrainingPipeline retraining,
    int parallelism) {
  /** Name of the job, and of what belongs to it: consumer group, transactions, checkpoints. */
  public static final String NAME = "drift-job";

  static final String PREDICTIONS_IN = "predictions.in";
  static final String OUTCOMES_IN = "outcomes.in";

  /**
   * Longer than it takes jobs to be back after a failure: a partition that is silent so long must
   * not let the others close panes, and what is said of days may wait for minutes.
   */
  private static final Duration IDLENESS = Duration.ofMinutes(5);

  /** Adds the job to the environment; does not run it. */
  public void define(StreamExecutionEnvironment env) {
    StreamSettings.apply(env, parallelism);
    String kafka = settings.kafka().bootstrapServers();
    Duration lateness = pipeline.config().windows().lateness();
    SingleOutputStreamOperator<Prediction> predictions =
        env.fromSource(
                KafkaSources.predictions(kafka, NAME),
                EventTime.live(lateness, IDLENESS),
                "Predictions")
            .uid("predictions")
            .process(new AcceptEvents<>(PREDICTIONS_IN, DriftJob::predictionOf, Instant.MAX))
            .returns(TypeInformation.of(Prediction.class))
            .name("Accept predictions")
            .uid("accept-predictions");
    SingleOutputStreamOperator<Outcome> outcomes =
        env.fromSource(
                KafkaSources.outcomes(kafka, NAME), EventTime.live(lateness, IDLENESS), "Outcomes")
            .uid("outcomes")
            .process(new AcceptEvents<>(OUTCOMES_IN, DriftJob::outcomeOf, Instant.MAX))
            .returns(TypeInformation.of(Outcome.class))
            .name("Accept outcomes")
            .uid("accept-outcomes");
    DriftPipeline.Output output = pipeline.define(predictions, outcomes);
    output
        .verdicts()
        .sinkTo(TopicSinks.driftEvents(kafka, NAME))
        .name("Drift events")
        .uid("drift-events-topic");
    output
        .verdicts()
        .sinkTo(new VerdictSink(VerdictStoreFactory.of(settings.database())))
        .name("Verdicts")
        .uid("drift-verdicts-store");
    retraining
        .define(output.verdicts())
        .sinkTo(TopicSinks.retrainingTriggers(kafka, NAME))
        .name("Retraining triggers topic")
        .uid("retraining-triggers-topic");
    predictions
        .getSideOutput(DeadLetterTag.DEAD_LETTERS)
        .union(outcomes.getSideOutput(DeadLetterTag.DEAD_LETTERS), output.late())
        .sinkTo(TopicSinks.deadLetters(kafka, NAME))
        .name("Dead letters")
        .uid("dead-letters-topic");
  }

  private static Prediction predictionOf(PredictionRecord record) {
    return Objects.requireNonNull(record.prediction());
  }

  private static Outcome outcomeOf(OutcomeRecord record) {
    return Objects.requireNonNull(record.outcome());
  }
}
