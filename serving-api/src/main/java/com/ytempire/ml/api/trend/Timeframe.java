package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** How far ahead is looked. */
enum Timeframe {
  @JsonProperty("24h")
  DAY(Duration.ofHours(24)),
  @JsonProperty("48h")
  TWO_DAYS(Duration.ofHours(48)),
  @JsonProperty("7d")
  WEEK(Duration.ofDays(7)),
  @JsonProperty("30d")
  MONTH(Duration.ofDays(30));

  private final Duration length;

  Timeframe(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  double hours() {
    return length.toMinutes() / 60.0;
  }

  /** How old content may be that says something of this time to come: at least a week. */
  Duration lookback() {
    return length.compareTo(WEEK.length) > 0 ? length : WEEK.length;
  }
}
