package com.ytempire.ml.drift.report;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a period. Numbers that there are not are NaN.
 *
 * @param scope what it is of
 * @param isComplete whether all verdicts of the period are in it, or only the newest ones
 * @param versions those that were judged, by their numbers
 * @param retrainings that were asked for in the period (event time), newest first
 */
public record DriftReport(
    ReportScope scope, boolean isComplete, List<Version> versions, List<Retraining> retrainings) {
  public DriftReport {
    versions = List.copyOf(versions);
    retrainings = List.copyOf(retrainings);
  }

  /** Whether there is nothing to report. */
  public boolean isEmpty() {
    return versions.isEmpty();
  }

  /**
   * A version.
   *
   * @param version its number
   * @param falseAlarmsPerDay most alarms by chance that are expected in a day, by its newest window
   * @param windows that were judged, oldest first
   * @param columns that were looked at, by kind, name and kind of window
   * @param movers columns that moved, by the most that each did in the period as a share of its
   *     threshold, strongest first
   * @param notJudged columns that could not be judged in some window
   */
  public record Version(
      String version,
      double falseAlarmsPerDay,
      List<Window> windows,
      List<Column> columns,
      List<Mover> movers,
      List<NotJudged> notJudged) {
    public Version {
      windows = List.copyOf(windows);
      columns = List.copyOf(columns);
      movers = List.copyOf(movers);
      notJudged = List.copyOf(notJudged);
    }
  }

  /** What was judged together. */
  public enum Family {
    /** What was asked and answered. */
    PREDICTIONS,
    /** What came of it. */
    OUTCOMES;

    static Family of(ColumnKind kind) {
      return switch (kind) {
        case TARGET, ACCURACY, ERROR -> OUTCOMES;
        case FEATURE, PREDICTION, NULL_RATE, FRESHNESS, ESTIMATED_ACCURACY -> PREDICTIONS;
      };
    }
  }

  /**
   * A window.
   *
   * @param drifted columns that had drifted
   * @param tested columns that could be tested
   * @param columns all of its columns
   * @param significance most probable that it is an alarm by chance
   * @param referenceSize most units of the reference that a column was compared with; NaN where
   *     none was
   * @param currentSize most units of the window that a column has
   * @param reason what limits the comparison, or empty
   */
  public record Window(
      WindowKind kind,
      Family family,
      Instant start,
      Instant end,
      DriftVerdict verdict,
      int drifted,
      int tested,
      int columns,
      double significance,
      double referenceSize,
      int currentSize,
      String reason) {}

  /**
   * A column over time.
   *
   * @param test word of the newest statistic
   * @param threshold the newest one
   * @param points oldest first
   * @param bins reference beside current in the newest window, or none
   */
  public record Column(
      ColumnKind kind,
      String name,
      WindowKind window,
      String test,
      double threshold,
      List<Point> points,
      List<ComparedBin> bins) {
    public Column {
      points = List.copyOf(points);
      bins = List.copyOf(bins);
    }

    /** The newest window. */
    public Point last() {
      return points.get(points.size() - 1);
    }
  }

  /**
   * A column in a window.
   *
   * @param p corrected for all columns of the window
   * @param reference mean or share before
   * @param current mean or share in the window
   */
  public record Point(
      Instant end,
      DriftVerdict verdict,
      double statistic,
      double threshold,
      double p,
      double reference,
      double current,
      int currentSize,
      ChangeShape shape) {}

  /**
   * The most that a column moved.
   *
   * @param ratio its statistic as a share of its threshold
   * @param strongest the window in which it did
   * @param last the newest window
   */
  public record Mover(
      ColumnKind kind,
      String name,
      WindowKind window,
      String test,
      double ratio,
      Point strongest,
      Point last) {}

  /**
   * What could not be judged.
   *
   * @param verdict why: too few, or no reference
   * @param windows in how many
   * @param of windows there were of the column
   * @param mostUnits the largest of them had so many
   * @param reason what is said of them, or empty
   */
  public record NotJudged(
      ColumnKind kind,
      String name,
      WindowKind window,
      DriftVerdict verdict,
      int windows,
      int of,
      int mostUnits,
      String reason) {}

  /** The column of a kind and name with windows that tumble, or else that slide; null if none. */
  static @Nullable Column preferred(List<Column> columns, ColumnKind kind, String name) {
    Column found = null;
    for (Column column : columns) {
      boolean isIt = column.kind() == kind && column.name().equals(name);
      if (isIt && (found == null || column.window() == WindowKind.TUMBLING)) {
        found = column;
      }
    }
    return found;
  }
}
