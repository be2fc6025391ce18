package com.ytempire.ml.drift.event;

import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ColumnVerdict;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.WindowVerdict;
import java.time.Instant;
import java.util.List;

/**
 * What is said of one column of a model version's data in a window and slice. A number that there
 * is not is NaN.
 *
 * @param model name of the model
 * @param version of it
 * @param slice {@link #ALL}, or such as {@code region=US}
 * @param window how windows of this length lie
 * @param windowStart first instant of the window
 * @param windowEnd first instant behind it
 * @param windowVerdict what is said of all columns together
 * @param kind what was looked at
 * @param feature name of the column
 * @param verdict what is said of it
 * @param test word of the statistic
 * @param statistic how far it has moved
 * @param threshold how far it must have
 * @param p probability of as much by chance
 * @param corrected the same for all columns of the window, by Holm
 * @param discovery the same by the false discovery rate
 * @param significance most probable that the window is an alarm by chance
 * @param falseAlarmsPerDay most that are expected of this version and slice
 * @param referenceSize units of the reference
 * @param currentSize units of the window
 * @param errorBound most that the statistic may be off, as the reference is a summary
 * @param reference mean or share before
 * @param current mean or share in the window
 * @param shape how it came about, where it has drifted
 * @param reason why there is no reference, or what limits the comparison with it; else empty
 * @param bins the reference beside the window, for pictures, ascending; none where there is no
 *     distribution, and in events of before they were written
 */
public record DriftEvent(
    String model,
    String version,
    String slice,
    WindowKind window,
    Instant windowStart,
    Instant windowEnd,
    DriftVerdict windowVerdict,
    ColumnKind kind,
    String feature,
    DriftVerdict verdict,
    String test,
    double statistic,
    double threshold,
    double p,
    double corrected,
    double discovery,
    double significance,
    double falseAlarmsPerDay,
    double referenceSize,
    int currentSize,
    double errorBound,
    double reference,
    double current,
    ChangeShape shape,
    String reason,
    List<ComparedBin> bins) {
  /** The slice of everything. */
  public static final String ALL = "all";

  /** The verdict on a column. */
  public static DriftEvent of(
      String model,
      String version,
      String slice,
      WindowKind window,
      Instant start,
      Instant end,
      WindowVerdict whole,
      ColumnVerdict column,
      ChangeShape shape) {
    return new DriftEvent(
        model,
        version,
        slice,
        window,
        start,
        end,
        whole.verdict(),
        column.kind(),
        column.name(),
        column.verdict(),
        column.test(),
        column.statistic(),
        column.threshold(),
        column.p(),
        column.corrected(),
        column.discovery(),
        whole.significance(),
        whole.falseAlarmsPerDay(),
        column.referenceSize(),
        column.currentSize(),
        column.errorBound(),
        column.reference(),
        column.current(),
        shape,
        whole.reason(),
        column.bins());
  }

  /** The same without the picture, which is most of it. */
  public DriftEvent withoutBins() {
    return new DriftEvent(
        model,
        version,
        slice,
        window,
        windowStart,
        windowEnd,
        windowVerdict,
        kind,
        feature,
        verdict,
        test,
        statistic,
        threshold,
        p,
        corrected,
        discovery,
        significance,
        falseAlarmsPerDay,
        referenceSize,
        currentSize,
        errorBound,
        reference,
        current,
        shape,
        reason,
        List.of());
  }

  /** By what the topic is keyed: model and column. */
  public String key() {
    return model + "|" + feature;
  }
}
