package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.event.DeadLetter;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Online learning on live streams: predictions and outcomes from Kafka to versions in repository
 * and registry.
 *
 * @param settings where the servers are
 * @param learning how it learns, and where versions go
 */
public record OnlineLearningJob(PlatformSettings settings, OnlineLearning learning) {
  /** Name of the job, and of what belongs to it: consumer group, transactions, checkpoints. */
  public static final String NAME = "online-learning-job";

  static final String PREDICTIONS_IN = "predictions.in";
  static final String OUTCOMES_IN = "outcomes.in";

  /** As the inference job: videos are published in no order among themselves within a day. */
  private static final Duration OUT_OF_ORDERNESS = Duration.ofDays(1);

  private static final Duration IDLENESS = Duration.ofSeconds(30);

  /** Adds the job to the environment; does not run it. */
  public void define(StreamExecutionEnvironment env) {
    // A model is learnt by one task, and outcomes are few.
    StreamSettings.apply(env, 1);
    String kafka = settings.kafka().bootstrapServers();
    SingleOutputStreamOperator<Prediction> predictions =
        env.fromSource(
                KafkaSources.predictions(kafka, NAME),
                EventTime.live(OUT_OF_ORDERNESS, IDLENESS),
                "Predictions")
            .uid("predictions")
            .process(
                new AcceptEvents<>(PREDICTIONS_IN, OnlineLearningJob::predictionOf, Instant.MAX))
            .returns(TypeInformation.of(Prediction.class))
            .name("Accept predictions")
            .uid("accept-predictions");
    SingleOutputStreamOperator<Outcome> outcomes =
        env.fromSource(
                KafkaSources.outcomes(kafka, NAME),
                EventTime.live(OUT_OF_ORDERNESS, IDLENESS),
                "Outcomes")
            .uid("outcomes")
            .process(new AcceptEvents<>(OUTCOMES_IN, OnlineLearningJob::outcomeOf, Instant.MAX))
            .returns(TypeInformation.of(Outcome.class))
            .name("Accept outcomes")
            .uid("accept-outcomes");
    DataStream<DeadLetter> teachNothing = learning.define(predictions, outcomes);
    predictions
        .getSideOutput(DeadLetterTag.DEAD_LETTERS)
        .union(outcomes.getSideOutput(DeadLetterTag.DEAD_LETTERS), teachNothing)
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
