package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The topology of drift: records to rows in slices, rows to panes, panes with their profiles to
 * verdicts. Exactly once by checkpoints; the same in stream and in batch mode, whatever order
 * records come in, as long as none is late.
 *
 * @param config what is watched
 * @param profiles with what versions are compared
 */
public record DriftPipeline(DriftConfig config, ProfileFactory profiles) {
  /**
   * Operator ids: they tie state to operators across versions of the job. Never change or reuse.
   */
  static final String UID_PREDICTIONS = "drift-predictions";

  static final String UID_OUTCOMES = "drift-outcomes";
  static final String UID_PANES = "drift-panes";
  static final String UID_PROFILES = "drift-profiles";
  static final String UID_WINDOWS = "drift-windows";

  private static final long PROFILE_TIMEOUT_SECONDS = 60;
  private static final int PROFILES_AT_A_TIME = 8;

  /**
   * What comes of it.
   *
   * @param verdicts one for each column, window and slice
   * @param late records whose pane was closed when they came
   */
  public record Output(DataStream<DriftEvent> verdicts, DataStream<DeadLetter> late) {}

  /**
   * Adds the operators.
   *
   * @param predictions with their inputs, with timestamps and watermarks
   * @param outcomes likewise; their time is that of the later snapshot
   */
  public Output define(DataStream<Prediction> predictions, DataStream<Outcome> outcomes) {
    SingleOutputStreamOperator<Observation> told =
        predictions
            .process(ObserveRecords.predictions(config), TypeInformation.of(Observation.class))
            .name("Rows of predictions")
            .uid(UID_PREDICTIONS);
    SingleOutputStreamOperator<Observation> happened =
        outcomes
            .process(ObserveRecords.outcomes(config), TypeInformation.of(Observation.class))
            .name("Rows of outcomes")
            .uid(UID_OUTCOMES);
    var windows = config.windows();
    SingleOutputStreamOperator<ClosedPane> panes =
        told.union(happened)
            .keyBy(row -> SamplePanes.key(row, windows), Types.STRING)
            .process(new SamplePanes(windows), TypeInformation.of(ClosedPane.class))
            .name("Samples of panes")
            .uid(UID_PANES);
    SingleOutputStreamOperator<ReferencePane> references =
        AsyncDataStream.orderedWait(
                panes,
                new FindProfiles(profiles),
                PROFILE_TIMEOUT_SECONDS,
                TimeUnit.SECONDS,
                PROFILES_AT_A_TIME)
            .returns(TypeInformation.of(ReferencePane.class))
            .name("Reference profiles")
            .uid(UID_PROFILES);
    SingleOutputStreamOperator<DriftEvent> verdicts =
        references
            .keyBy(JudgeWindows::key, Types.STRING)
            .process(new JudgeWindows(config), TypeInformation.of(DriftEvent.class))
            .name("Verdicts on windows")
            .uid(UID_WINDOWS);
    return new Output(
        verdicts,
        told.getSideOutput(DeadLetterTag.DEAD_LETTERS)
            .union(happened.getSideOutput(DeadLetterTag.DEAD_LETTERS)));
  }
}
