package com.ytempire.ml.drift.report;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.drift.store.Verdicts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Assembles reports from what is stored. Equal stores give equal reports. Safe to share; calls
 * block, and throw what the stores throw.
 */
public final class DriftReports {
  /** Most verdicts that a report is made of; of more, the newest. */
  public static final int MOST_VERDICTS = 50_000;

  private static final int MOST_LATEST = 2_000;
  private static final int MOST_RETRAININGS = 1_000;

  private final Verdicts verdicts;
  private final Retrainings retrainings;
  private final int most;

  public DriftReports(Verdicts verdicts, Retrainings retrainings) {
    this(verdicts, retrainings, MOST_VERDICTS);
  }

  /**
   * @param most verdicts that a report is made of, 1 to {@link #MOST_VERDICTS}
   */
  public DriftReports(Verdicts verdicts, Retrainings retrainings, int most) {
    this.verdicts = verdicts;
    this.retrainings = retrainings;
    this.most = most;
  }

  /** The report; it is empty where nothing was judged. */
  public DriftReport of(ReportScope scope) {
    List<DriftEvent> series = new ArrayList<>(verdicts.series(query(scope, most)));
    boolean isComplete = series.size() < most;
    Collections.reverse(series);
    Map<String, List<DriftEvent>> byVersion = new TreeMap<>();
    series.forEach(
        event -> byVersion.computeIfAbsent(event.version(), v -> new ArrayList<>()).add(event));
    Map<ColumnKey, List<ComparedBin>> bins = new HashMap<>();
    for (DriftEvent event : verdicts.latest(query(scope, MOST_LATEST))) {
      bins.put(ColumnKey.of(event), event.bins());
    }
    List<DriftReport.Version> versions = new ArrayList<>();
    byVersion.forEach((version, events) -> versions.add(VersionFindings.of(version, events, bins)));
    return new DriftReport(scope, isComplete, versions, retrainings(scope));
  }

  private List<Retraining> retrainings(ReportScope scope) {
    return retrainings.list(Optional.of(scope.model()), MOST_RETRAININGS).stream()
        .filter(
            retraining ->
                scope.version().map(retraining.trigger().model().version()::equals).orElse(true))
        .filter(retraining -> retraining.trigger().at().isAfter(scope.from()))
        .filter(retraining -> !retraining.trigger().at().isAfter(scope.to()))
        .toList();
  }

  private static VerdictQuery query(ReportScope scope, int limit) {
    return new VerdictQuery(
        scope.model(),
        scope.version(),
        Optional.of(scope.slice()),
        scope.from(),
        scope.to(),
        limit);
  }
}
