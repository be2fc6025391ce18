package com.ytempire.ml.api.drift;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the answers look like, for the description of the service; {@link
 * com.ytempire.ml.drift.report.DriftReportJson} writes them. Numbers that there are not are null.
 */
final class DriftDocuments {
  private DriftDocuments() {}

  /**
   * What was found in a period.
   *
   * @param format raised when a field changes its meaning
   * @param modelVersion the only one that was asked for, or null
   * @param from windows that end after this
   * @param to and not after this
   * @param complete whether all verdicts of the period are in it, or only the newest ones
   */
  @Schema(name = "DriftReport")
  record Report(
      int format,
      String modelName,
      @Schema(nullable = true) @Nullable String modelVersion,
      String slice,
      Instant from,
      Instant to,
      boolean complete,
      List<Version> versions,
      List<Retraining> retrainings) {}

  /**
   * A version.
   *
   * @param falseAlarmsPerDay most alarms by chance that are expected in a day
   * @param windows oldest first
   * @param topMovers by the most that each column moved as a share of its threshold
   */
  @Schema(name = "DriftVersion")
  record Version(
      String modelVersion,
      @Schema(nullable = true) @Nullable Double falseAlarmsPerDay,
      List<Window> windows,
      List<Column> columns,
      List<Mover> topMovers,
      List<NotJudged> notJudged) {}

  /**
   * A window.
   *
   * @param window tumbling or sliding
   * @param family predictions or outcomes
   * @param drifted columns that had drifted
   * @param tested columns that could be tested, of all its columns
   * @param significance most probable that it is an alarm by chance
   */
  @Schema(name = "DriftWindow")
  record Window(
      String window,
      String family,
      Instant windowStart,
      Instant windowEnd,
      String verdict,
      int drifted,
      int tested,
      int columns,
      @Schema(nullable = true) @Nullable Double significance,
      @Schema(nullable = true) @Nullable Double referenceSize,
      int currentSize,
      String reason) {}

  /**
   * A column over time.
   *
   * @param bins reference beside current in the newest window; empty where there are none
   * @param series oldest first
   */
  @Schema(name = "DriftColumn")
  record Column(
      String kind,
      String feature,
      String window,
      String test,
      @Schema(nullable = true) @Nullable Double threshold,
      List<Bin> bins,
      List<Point> series) {}

  /**
   * A bin, of 5 videos of a side at least where it has any.
   *
   * @param from least number; null where it is open
   * @param to first number behind it, or the same as from; null where it is open
   * @param reference share of the reference, 0 to 1
   * @param current share of the window, 0 to 1
   */
  @Schema(name = "DriftBin")
  record Bin(
      @Schema(nullable = true) @Nullable Double from,
      @Schema(nullable = true) @Nullable Double to,
      double reference,
      double current) {}

  /**
   * A column in a window.
   *
   * @param reference mean or share before
   * @param current mean or share in the window
   */
  @Schema(name = "DriftPoint")
  record Point(
      Instant windowEnd,
      String verdict,
      @Schema(nullable = true) @Nullable Double statistic,
      @Schema(nullable = true) @Nullable Double threshold,
      @Schema(nullable = true) @Nullable Double pValueCorrected,
      @Schema(nullable = true) @Nullable Double reference,
      @Schema(nullable = true) @Nullable Double current,
      int currentSize,
      String shape) {}

  /**
   * The most that a column moved.
   *
   * @param ratio its statistic as a share of its threshold
   */
  @Schema(name = "DriftMover")
  record Mover(
      String kind,
      String feature,
      String window,
      String test,
      double ratio,
      Instant windowEnd,
      String verdict,
      @Schema(nullable = true) @Nullable Double statistic,
      @Schema(nullable = true) @Nullable Double threshold,
      @Schema(nullable = true) @Nullable Double pValueCorrected,
      @Schema(nullable = true) @Nullable Double reference,
      @Schema(nullable = true) @Nullable Double current,
      int currentSize,
      String shape) {}

  /**
   * What could not be judged.
   *
   * @param verdict too_few or no_reference
   * @param mostUnits the largest of these windows had so many videos
   */
  @Schema(name = "DriftNotJudged")
  record NotJudged(
      String kind,
      String feature,
      String window,
      String verdict,
      int windows,
      int ofWindows,
      int mostUnits,
      String reason) {}

  /** A retraining that was asked for. */
  @Schema(name = "DriftRetraining")
  record Retraining(
      UUID triggerId,
      String modelVersion,
      Instant since,
      Instant at,
      String reason,
      String state,
      String note,
      @Schema(nullable = true) @Nullable UUID jobId,
      Instant recordedAt) {}
}
