package com.ytempire.ml.drift.profile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Summary of a column.
 *
 * @param nullRate share of rows without a value, 0 to 1
 * @param units different things (videos) that the values are of; 0 in files of the old format
 * @param moments of the numbers; null where there are none
 * @param numbers their distribution; null where there are none, in a column of words, and in files
 *     that were written before distributions were
 * @param words how often each was seen; null but in a column of words
 * @param seasons the numbers by hour of the week (UTC, 0 is Monday's first), where they were asked
 *     for; else empty. Coarser: {@link #SEASON_SHARES}, or fewer where many columns have them
 */
public record ColumnProfile(
    double nullRate,
    long units,
    @Nullable Moments moments,
    @Nullable Distribution numbers,
    @Nullable CategoryCounts words,
    SortedMap<Integer, Distribution> seasons) {
  /** Hours of a week. */
  public static final int HOURS_OF_WEEK = 168;

  /** Shares of the numbers of an hour that are told apart at least, where few columns have them. */
  public static final int SEASON_SHARES = 50;

  public ColumnProfile {
    if (!(nullRate >= 0 && nullRate <= 1)) {
      throw new ProfileException("null_rate is %s; expected 0 to 1", nullRate);
    }
    if (units < 0) {
      throw new ProfileException("units are %d; expected 0 or more", units);
    }
    seasons = Collections.unmodifiableSortedMap(new TreeMap<>(seasons));
  }

  /** Hour of the week of a time, UTC, 0 is Monday's first. */
  public static int hourOfWeek(Instant time) {
    var local = time.atOffset(ZoneOffset.UTC);
    return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
  }

  /** Whether a distribution can be compared with it. */
  public boolean isComparable() {
    return numbers != null || words != null;
  }

  /**
   * Mean and spread of numbers, for people.
   *
   * @param mean of them
   * @param std with divisor n
   * @param quantiles the smallest number that a share, as it is written, does not exceed
   */
  public record Moments(double mean, double std, Map<String, Double> quantiles) {
    public Moments {
      quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
    }
  }
}
