package com.ytempire.ml.api.cache;

import java.time.Duration;

/**
 * How a cache keeps answers.
 *
 * @param freshFor how long an answer may be given again; zero: never
 * @param keptFor how long it may be given where no new one can be computed, at least {@code
 *     freshFor}
 * @param failuresFor how long a failure is given again before the next try
 * @param memoryEntries most answers in this process
 * @param patience how long an answer is looked for outside this process; one that is found later
 *     helps the next request only
 */
public record CacheSettings(
    Duration freshFor,
    Duration keptFor,
    Duration failuresFor,
    long memoryEntries,
    Duration patience) {

  public CacheSettings {
    if (keptFor.compareTo(freshFor) < 0) {
      throw new IllegalArgumentException(
          "answers are kept for %s and fresh for %s; expected at least as long"
              .formatted(keptFor, freshFor));
    }
  }
}
