package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.OutcomeWriter;
import com.ytempire.ml.core.prediction.json.PredictionWriter;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes rows of records, one for each slice that a record is in. What comes when its pane is closed
 * goes to the dead letters, once, whatever slices it is in. Models that are not watched are passed
 * over.
 *
 * @param <T> kind of record
 */
final class ObserveRecords<T> extends ProcessFunction<T, Observation> {
  /** Stage that a late record names. */
  static final String STAGE = "late-for-drift";

  /** Counter of these. */
  static final String LATE = "drift.late";

  private static final long serialVersionUID = 1L;

  private final DriftConfig config;
  private final Records<T> records;
  private transient Counter late;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  private ObserveRecords(DriftConfig config, Records<T> records) {
    this.config = config;
    this.records = records;
  }

  static ObserveRecords<Prediction> predictions(DriftConfig config) {
    return new ObserveRecords<>(
        config,
        new Records<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public ModelRef model(Prediction made) {
            return made.model();
          }

          @Override
          public List<Observation> rows(Prediction made, DriftConfig rules) {
            return Observations.of(made, rules.slices());
          }

          @Override
          public byte[] json(Prediction made) {
            return PredictionWriter.write(made);
          }
        });
  }

  static ObserveRecords<Outcome> outcomes(DriftConfig config) {
    return new ObserveRecords<>(
        config,
        new Records<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public ModelRef model(Outcome told) {
            return told.model();
          }

          @Override
          public List<Observation> rows(Outcome told, DriftConfig rules) {
            return Observations.of(told, rules.slices());
          }

          @Override
          public byte[] json(Outcome told) {
            return OutcomeWriter.write(told);
          }
        });
  }

  /** What has to be known of a kind of record. */
  private interface Records<T> extends Serializable {
    ModelRef model(T record);

    List<Observation> rows(T record, DriftConfig rules);

    byte[] json(T record);
  }

  @Override
  public void open(OpenContext context) {
    late = getRuntimeContext().getMetricGroup().counter(LATE);
  }

  @Override
  public void processElement(T record, Context context, Collector<Observation> out) {
    if (!config.isWatched(records.model(record).name())) {
      return;
    }
    long watermark = context.timerService().currentWatermark();
    for (Observation row : records.rows(record, config)) {
      long pane = Panes.start(row.timeMillis(), config.windows().pane());
      if (Panes.end(pane, config.windows().pane()) - 1 <= watermark) {
        late.inc();
        context.output(
            DeadLetterTag.DEAD_LETTERS,
            new DeadLetter(
                row.unit(),
                row.timeMillis(),
                records.json(record),
                "its pane, from %s, was closed before it came"
                    .formatted(Instant.ofEpochMilli(pane)),
                STAGE,
                Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
        return;
      }
      out.collect(row);
    }
  }
}
