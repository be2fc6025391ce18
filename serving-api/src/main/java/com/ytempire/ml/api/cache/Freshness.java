package com.ytempire.ml.api.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How old an answer may be. An answer of the future, by another machine's clock, is new. */
record Freshness(CacheSettings settings, Clock clock) {

  /** Whether an answer may be given again. */
  boolean isFresh(@Nullable Cached<?> kept) {
    return kept != null && age(kept).compareTo(settings.freshFor()) < 0;
  }

  /** Whether an answer may be given at least where no new one can be computed. */
  boolean isUsable(Cached<?> kept) {
    return age(kept).compareTo(settings.keptFor()) < 0;
  }

  private Duration age(Cached<?> kept) {
    Instant now = clock.instant();
    return kept.at().isAfter(now) ? Duration.ZERO : Duration.between(kept.at(), now);
  }
}
