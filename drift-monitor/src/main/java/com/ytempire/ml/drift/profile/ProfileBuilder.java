package com.ytempire.ml.drift.profile;

import com.ytempire.ml.drift.profile.ColumnProfile.Moments;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes a profile of columns, one at a time, so that no more than one has to be in memory. Equal
 * columns in equal order give an equal profile. Confined to one thread.
 */
public final class ProfileBuilder {
  private static final double[] QUANTILES = {
    0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1
  };

  private final long rows;
  private final long units;
  private final Duration sampling;
  private final Map<ProfileGroup, Map<String, ColumnProfile>> columns =
      new EnumMap<>(ProfileGroup.class);
  private final Map<String, Figure> performance = new LinkedHashMap<>();

  /**
   * @param rows how many there are, 1 or more
   * @param units different things that they are of, 1 to {@code rows}
   * @param sampling of one thing there is a row in each span of this length; zero where that is not
   *     so
   */
  public ProfileBuilder(long rows, long units, Duration sampling) {
    this.rows = rows;
    this.units = units;
    this.sampling = sampling;
  }

  /** Of rows that were not chosen by time. */
  public ProfileBuilder(long rows, long units) {
    this(rows, units, Duration.ZERO);
  }

  /**
   * Adds a column of numbers.
   *
   * @param values one for each row, NaN where missing. Not changed
   */
  public ProfileBuilder numbers(ProfileGroup group, String name, double[] values) {
    return numbers(group, name, values, units);
  }

  /**
   * Adds a column of other rows.
   *
   * @param values one for each of these, NaN where missing. Not changed
   * @param of different things that these rows are of
   */
  public ProfileBuilder numbers(ProfileGroup group, String name, double[] values, long of) {
    return add(group, name, profile(values, of, new TreeMap<>()));
  }

  /**
   * Adds a column of numbers that is told apart by hour of the week too.
   *
   * @param values one for each row, NaN where missing. Not changed
   * @param hours hour of the week of each row, 0 to 167
   */
  public ProfileBuilder seasonal(ProfileGroup group, String name, double[] values, int[] hours) {
    return seasonal(group, name, values, hours, units, ColumnProfile.SEASON_SHARES);
  }

  /**
   * Adds a column of other rows that is told apart by hour of the week too.
   *
   * @param values one for each of these, NaN where missing. Not changed
   * @param hours hour of the week of each of them, 0 to 167
   * @param of different things that these rows are of
   * @param shares shares of the numbers of an hour that are told apart at least, 1 or more
   */
  public ProfileBuilder seasonal(
      ProfileGroup group, String name, double[] values, int[] hours, long of, int shares) {
    SortedMap<Integer, Distribution> seasons = new TreeMap<>();
    for (int hour = 0; hour < ColumnProfile.HOURS_OF_WEEK; hour++) {
      int wanted = hour;
      double[] known =
          IntStream.range(0, values.length)
              .filter(i -> hours[i] == wanted && !Double.isNaN(values[i]))
              .mapToDouble(i -> values[i])
              .toArray();
      if (known.length > 0) {
        seasons.put(hour, Distribution.of(known, shares, shares));
      }
    }
    return add(group, name, profile(values, of, seasons));
  }

  /**
   * Adds a column of words.
   *
   * @param words those that are there
   * @param missing how many rows have none
   */
  public ProfileBuilder words(ProfileGroup group, String name, List<String> words, long missing) {
    double nullRate = (double) missing / Math.max(1, words.size() + missing);
    CategoryCounts counts = words.isEmpty() ? null : CategoryCounts.of(words);
    return add(
        group,
        name,
        new ColumnProfile(nullRate, of(units, nullRate), null, null, counts, new TreeMap<>()));
  }

  /** Adds a figure of the version. */
  public ProfileBuilder figure(String name, Figure figure) {
    performance.put(name, figure);
    return this;
  }

  public ReferenceProfile build() {
    return new ReferenceProfile(
        ReferenceProfile.FORMAT, rows, units, sampling, columns, performance);
  }

  private ProfileBuilder add(ProfileGroup group, String name, ColumnProfile column) {
    Map<String, ColumnProfile> all =
        columns.computeIfAbsent(group, anyGroup -> new LinkedHashMap<>());
    if (all.putIfAbsent(name, column) != null) {
      throw new IllegalArgumentException(
          "%s '%s' was added before; expected each column once".formatted(group.word(), name));
    }
    return this;
  }

  /** Things with a value, where rows without one are spread over all things. */
  private static long of(long units, double nullRate) {
    return Math.round(units * (1 - nullRate));
  }

  private static ColumnProfile profile(
      double[] values, long units, SortedMap<Integer, Distribution> seasons) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    if (known.length == 0) {
      return new ColumnProfile(1, 0, null, null, null, seasons);
    }
    Arrays.sort(known);
    double mean = Arrays.stream(known).sum() / known.length;
    double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / known.length;
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (double share : QUANTILES) {
      int rank = (int) Math.ceil(share * known.length);
      quantiles.put(Double.toString(share), known[Math.max(0, rank - 1)]);
    }
    double nullRate = 1 - (double) known.length / values.length;
    return new ColumnProfile(
        nullRate,
        of(units, nullRate),
        new Moments(mean, Math.sqrt(variance), quantiles),
        Distribution.of(known),
        null,
        Objects.requireNonNull(seasons));
  }
}
