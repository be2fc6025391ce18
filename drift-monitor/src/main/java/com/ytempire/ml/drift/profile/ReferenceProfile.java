package com.ytempire.ml.drift.profile;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the data of a model version, or of any period, looked like: summaries from which statistics
 * can be computed with a stated error, no rows. Frozen with the version. Immutable.
 *
 * @param format of the file; {@link #OLD_FORMAT} has no distributions, so that drift cannot be
 *     judged by it
 * @param rows how many there were
 * @param units how many different things (videos) they were of: rows of one thing tell little more
 *     than one of them, so that significance is judged by this number
 * @param sampling of one thing there is a row, its last, in each span of this length that it was
 *     seen in, as windows of drift have them; zero where rows were not chosen so
 * @param columns by group and name, in the order of the file
 * @param performance figures of the version when it was made, by name
 */
public record ReferenceProfile(
    int format,
    long rows,
    long units,
    Duration sampling,
    Map<ProfileGroup, Map<String, ColumnProfile>> columns,
    Map<String, Figure> performance) {
  /** What is written. */
  public static final int FORMAT = 2;

  /** Files without the field {@code format}. */
  public static final int OLD_FORMAT = 1;

  /** Share of right answers, each 0 or 1. */
  public static final String ACCURACY = "accuracy";

  /** Mean absolute error of log growth. */
  public static final String LOG_GROWTH_ERROR = "log_growth_error";

  public ReferenceProfile {
    if (rows < 1 || units < 1 || units > rows) {
      throw new ProfileException(
          "%d rows of %d units; expected 1 or more of both, and no more" + " units than rows",
          rows, units);
    }
    Map<ProfileGroup, Map<String, ColumnProfile>> copy = new EnumMap<>(ProfileGroup.class);
    for (ProfileGroup group : ProfileGroup.values()) {
      copy.put(
          group,
          Collections.unmodifiableMap(new LinkedHashMap<>(columns.getOrDefault(group, Map.of()))));
    }
    columns = Collections.unmodifiableMap(copy);
    performance = Collections.unmodifiableMap(new LinkedHashMap<>(performance));
  }

  /** The columns of a group, in the order of the file. */
  public Map<String, ColumnProfile> group(ProfileGroup group) {
    return columns.getOrDefault(group, Map.of());
  }

  public Optional<ColumnProfile> column(ProfileGroup group, String name) {
    return Optional.ofNullable(group(group).get(name));
  }

  /** Why drift cannot be judged by it at all, or null where it can. */
  public @Nullable String objection() {
    return format == OLD_FORMAT
        ? "the profile is of format %d, which has no distributions; train the version again"
            .formatted(OLD_FORMAT)
        : null;
  }

  /**
   * A figure that is a mean over rows.
   *
   * @param mean of them
   * @param std of one row, 0 or more
   * @param units different things that it is of, 1 or more
   */
  public record Figure(double mean, double std, long units) {
    public Figure {
      if (!Double.isFinite(mean) || !(std >= 0) || units < 1) {
        throw new ProfileException(
            "mean %s, std %s of %d units; expected numbers of 1 or more", mean, std, units);
      }
    }
  }
}
