package com.ytempire.ml.training.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Of each video the last row of each day (UTC), as drift's windows have them: how often a video was
 * looked at in a day is then no part of what is compared.
 */
public final class LastOfDay {
  /** A row in each span of this length. */
  public static final Duration SPAN = Duration.ofDays(1);

  private LastOfDay() {}

  /**
   * The places of these rows, ascending.
   *
   * @param at time of a row; of those of a video at one time the last in the list counts
   * @param video what a row is of
   */
  public static <T> int[] of(List<T> rows, Function<T, Instant> at, Function<T, String> video) {
    Map<VideoDay, Integer> last = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Instant time = at.apply(rows.get(i));
      last.merge(
          new VideoDay(
              video.apply(rows.get(i)), Math.floorDiv(time.getEpochSecond(), SPAN.toSeconds())),
          i,
          (one, other) -> time.isBefore(at.apply(rows.get(one))) ? one : other);
    }
    return last.values().stream()
        .sorted(Comparator.naturalOrder())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private record VideoDay(String video, long day) {}
}
