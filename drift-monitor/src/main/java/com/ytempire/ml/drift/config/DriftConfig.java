package com.ytempire.ml.drift.config;

import com.ytempire.ml.core.config.ConfigFileException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A drift file that was found right. Immutable.
 *
 * @param enabled whether anything is watched
 * @param models names of those that are; empty for all that are active
 * @param windows what is judged together
 * @param alarms how often it may be wrong
 * @param slices what is judged besides the whole
 * @param defaults when a column has drifted that has no rules of its own
 * @param columns rules by name of the column; a name without them is not here
 * @param watch thresholds of what is no distribution
 * @param triggers what starts a training
 */
public record DriftConfig(
    boolean enabled,
    List<String> models,
    WindowRules windows,
    AlarmRules alarms,
    List<SliceKind> slices,
    ColumnRules defaults,
    Map<String, ColumnRules> columns,
    WatchRules watch,
    TriggerRules triggers)
    implements Serializable {
  /** What an empty file says. */
  public static final DriftConfig DEFAULT =
      new DriftConfig(
          true,
          List.of(),
          WindowRules.DEFAULT,
          AlarmRules.DEFAULT,
          List.of(),
          ColumnRules.DEFAULT,
          Map.of(),
          WatchRules.DEFAULT,
          TriggerRules.DEFAULT);

  public DriftConfig {
    models = List.copyOf(models);
    slices = List.copyOf(slices);
    columns = Map.copyOf(columns);
  }

  /**
   * Reads and checks a file.
   *
   * @param known names of columns that it may have rules for; empty where any name will do
   * @throws ConfigFileException with every problem of the file
   * @throws IOException when the file cannot be read
   */
  public static DriftConfig load(Path file, Collection<String> known) throws IOException {
    return parse(Files.readString(file), file.toString(), known);
  }

  /**
   * As {@link #load}, of a text.
   *
   * @param fileName how problems name the file
   */
  public static DriftConfig parse(String yaml, String fileName, Collection<String> known) {
    return new DriftFileParser(yaml, fileName, known).parse();
  }

  /** The same with other rules for trainings. */
  public DriftConfig with(TriggerRules others) {
    return new DriftConfig(
        enabled, models, windows, alarms, slices, defaults, columns, watch, others);
  }

  /** The rules of a column. */
  public ColumnRules rules(String column) {
    return columns.getOrDefault(column, defaults);
  }

  /** Whether a column is watched and compared with the same hours of the reference's week. */
  public boolean isSeasonal(String column) {
    ColumnRules rules = rules(column);
    return rules.enabled() && rules.seasonality() == Seasonality.HOUR_OF_WEEK;
  }

  /** Whether a model is watched, given that it is active. */
  public boolean isWatched(String model) {
    return enabled && (models.isEmpty() || models.contains(model));
  }

  /**
   * Significance at which a window of one family of columns is an alarm, so that all windows of a
   * day together raise no more false alarms than the file allows.
   *
   * @param families how many families are judged in each window, 1 or more
   */
  public double significance(int families) {
    double each = alarms.falseAlarmsPerDay() / (windows.perDay() * families);
    return Math.min(AlarmRules.MOST_SIGNIFICANCE, each);
  }

  /**
   * Most false alarms that are expected of a model version in a day.
   *
   * @param families as for {@link #significance}
   * @param judgedSlices slices that have windows with enough samples, the whole among them
   */
  public double falseAlarmsPerDay(int families, int judgedSlices) {
    return significance(families) * windows.perDay() * families * judgedSlices;
  }
}
