package com.ytempire.ml.drift.detect;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The data of a window: rows, and how many different units (videos) they are of. Several rows of
 * one unit say little more than one, so what is significant is judged by the units: taking rows for
 * independent would make every probability too small. Immutable.
 *
 * @param family what it is data of
 * @param columns numbers by column, each one for each row, NaN where missing. Not to be changed
 * @param units different things that the rows are of, no more than there are rows
 * @param hours hour of the week of each row, UTC, 0 is Monday's first. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WindowSample(
    Family family, SortedMap<SampleColumn, double[]> columns, int units, int[] hours) {

  /** What is judged together; the alarms of each are counted apart. */
  public enum Family {
    /** What a model read and answered. */
    PREDICTIONS,
    /** What became of it. */
    OUTCOMES
  }

  public WindowSample {
    if (units < 0 || units > hours.length) {
      throw new IllegalArgumentException(
          "%d units in %d rows; expected no more units than rows".formatted(units, hours.length));
    }
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    for (var column : columns.entrySet()) {
      if (column.getValue().length != hours.length) {
        throw new IllegalArgumentException(
            "%s has %d numbers of %d rows"
                .formatted(column.getKey().word(), column.getValue().length, hours.length));
      }
    }
  }

  /** One row for each unit. */
  public WindowSample(Family family, SortedMap<SampleColumn, double[]> columns, int[] hours) {
    this(family, columns, hours.length, hours);
  }

  /** How many units some of the rows are worth. */
  int worth(int rows) {
    return size() == 0 ? 0 : (int) ((long) rows * units / size());
  }

  /** How many rows there are. */
  public int size() {
    return hours.length;
  }

  /** Whether a number is there: one that 32-bit floats hold. */
  static boolean isKnown(double number) {
    return Float.isFinite((float) number);
  }

  /** The numbers of a column that are there, in the order of the rows. */
  double[] known(SampleColumn column) {
    double[] all = columns.get(column);
    return all == null ? new double[0] : Arrays.stream(all).filter(WindowSample::isKnown).toArray();
  }
}
