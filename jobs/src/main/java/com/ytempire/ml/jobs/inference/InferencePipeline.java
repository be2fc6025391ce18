package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.jobs.io.AcceptEvents;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import com.ytempire.ml.jobs.io.VectorRecord;
import com.ytempire.ml.jobs.io.VideoVector;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology of the inference job.
 *
 * <pre>
 * vectors ─ accept ─┬─ by video: what was before ─ scoring ─┬─ predictions
 *                   │                                       ├─ answers ── by video ─┐
 *                   │                                       └─ failures             ├─ outcomes
 *                   └─ snapshots ────────────────────────────────────── by video ───┘
 * </pre>
 *
 * The vectors of each video come in event order. State and offsets are exactly-once; outputs are as
 * exact as the sinks that {@link InferenceOutputs} connects.
 */
public final class InferencePipeline {
  /**
   * Operator ids: they tie state to operators across versions of the job. Never change or reuse.
   */
  static final String UID_VECTORS = "feature-vectors";

  static final String UID_ACCEPT = "accept-vectors";
  static final String UID_EARLIER = "earlier-snapshots";
  static final String UID_PREDICTIONS = "count-predictions";
  static final String UID_FAILURES = "failed-vectors";
  static final String UID_SNAPSHOTS = "snapshots";
  static final String UID_ANSWERS = "answers";
  static final String UID_NO_ANSWERS = "no-answers";
  static final String UID_OUTCOMES = "outcomes";

  private InferencePipeline() {}

  /**
   * Adds the job to the environment; does not run it.
   *
   * @param vectors feature vectors, those of each video in event order within one split
   * @param time how their event time advances; predictions are given up by it, nothing else
   */
  public static void define(
      StreamExecutionEnvironment env,
      Source<VectorRecord, ?, ?> vectors,
      WatermarkStrategy<VectorRecord> time,
      Scoring scoring,
      OutcomeRules rules,
      InferenceOutputs outputs) {
    SingleOutputStreamOperator<VideoVector> accepted =
        env.fromSource(vectors, time, "Feature vectors")
            .uid(UID_VECTORS)
            .process(
                new AcceptEvents<>(
                    InferenceCounters.VECTORS_IN, InferencePipeline::vectorOf, Instant.MAX))
            .returns(TypeInformation.of(VideoVector.class))
            .name("Accept vectors")
            .uid(UID_ACCEPT);
    DataStream<VideoVector> remembered =
        accepted
            .keyBy(VideoVector::entityId, Types.STRING)
            .process(new RememberSnapshots())
            .returns(TypeInformation.of(VideoVector.class))
            .name("Earlier snapshots")
            .uid(UID_EARLIER);
    Scoring.Scored scored = scoring.apply(remembered);
    DataStream<Prediction> predictions =
        scored
            .predictions()
            .map(new CountPredictions())
            .name("Count predictions")
            .uid(UID_PREDICTIONS);
    DataStream<DeadLetter> failures =
        scored
            .failures()
            .process(new ReportFailures())
            .returns(TypeInformation.of(DeadLetter.class))
            .name("Failed vectors")
            .uid(UID_FAILURES);

    outputs.results(predictions, outcomes(accepted, predictions, scored.failures(), rules));
    outputs.deadLetters(accepted.getSideOutput(DeadLetterTag.DEAD_LETTERS).union(failures));
  }

  private static DataStream<Outcome> outcomes(
      DataStream<VideoVector> vectors,
      DataStream<Prediction> predictions,
      DataStream<FailedVector> failures,
      OutcomeRules rules) {
    DataStream<Snapshot> snapshots =
        vectors.map(Snapshot::of).returns(Snapshot.class).name("Snapshots").uid(UID_SNAPSHOTS);
    DataStream<Answer> answers =
        predictions
            .map(Answer::of)
            .returns(Answer.class)
            .name("Answers")
            .uid(UID_ANSWERS)
            .union(
                failures
                    .map(failure -> Answer.none(failure.vector()))
                    .returns(Answer.class)
                    .name("No answers")
                    .uid(UID_NO_ANSWERS));
    return snapshots
        .keyBy(Snapshot::entityId, Types.STRING)
        .connect(answers.keyBy(Answer::entityId, Types.STRING))
        .process(new DeriveOutcomes(rules))
        .returns(TypeInformation.of(Outcome.class))
        .name("Outcomes")
        .uid(UID_OUTCOMES);
  }

  private static VideoVector vectorOf(VectorRecord record) {
    return Objects.requireNonNull(record.vector());
  }
}
