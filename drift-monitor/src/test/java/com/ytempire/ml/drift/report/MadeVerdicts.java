package com.ytempire.ml.drift.report;

import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ten days of verdicts: views drift from the seventh on, accuracy falls with them. */
final class MadeVerdicts {
  static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
  static final Instant END = START.plus(Duration.ofDays(10));
  static final String EVIL = "<b>\"views\"</b></script>";

  private MadeVerdicts() {}

  static DriftEvent event(
      String version,
      int day,
      ColumnKind kind,
      String feature,
      double statistic,
      double threshold) {
    DriftVerdict verdict =
        Double.isNaN(statistic)
            ? DriftVerdict.TOO_FEW
            : statistic >= threshold ? DriftVerdict.DRIFT : DriftVerdict.STABLE;
    Instant start = START.plus(Duration.ofDays(day));
    boolean hasBins = kind == ColumnKind.FEATURE && !Double.isNaN(statistic);
    return new DriftEvent(
        "trend_predictor",
        version,
        DriftEvent.ALL,
        WindowKind.TUMBLING,
        start,
        start.plus(Duration.ofDays(1)),
        day < 6 ? DriftVerdict.STABLE : DriftVerdict.DRIFT,
        kind,
        feature,
        verdict,
        kind == ColumnKind.ACCURACY ? "proportion" : "ks",
        statistic,
        threshold,
        0.5,
        0.25,
        0.125,
        0.005,
        0.02,
        4_000,
        Double.isNaN(statistic) ? 12 : 900,
        0.002,
        0.75,
        0.75 - statistic,
        verdict == DriftVerdict.DRIFT ? ChangeShape.SUDDEN : ChangeShape.UNKNOWN,
        Double.isNaN(statistic) ? "a reason" : "",
        hasBins
            ? List.of(
                new ComparedBin(Double.NaN, 10 + day, 0.5, 0.25),
                new ComparedBin(10 + day, Double.NaN, 0.5, 0.75))
            : List.of());
  }

  static List<DriftEvent> all() {
    List<DriftEvent> events = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      double moved = day < 6 ? 0.03 : 0.2 + 0.01 * day;
      events.add(event("0.2.0", day, ColumnKind.FEATURE, EVIL, moved, 0.1));
      events.add(event("0.2.0", day, ColumnKind.FEATURE, "likes", 0.05, 0.1));
      events.add(event("0.2.0", day, ColumnKind.NULL_RATE, "likes", 0.01, 0.05));
      events.add(event("0.2.0", day, ColumnKind.FEATURE, "comments", Double.NaN, 0.1));
      events.add(event("0.2.0", day, ColumnKind.ACCURACY, "accuracy", moved / 2, 0.05));
      events.add(event("0.2.0", day, ColumnKind.ESTIMATED_ACCURACY, "viral", 0.01, 0.05));
    }
    events.add(event("0.1.0", 0, ColumnKind.FEATURE, "likes", 0.05, 0.1));
    return events;
  }
}
