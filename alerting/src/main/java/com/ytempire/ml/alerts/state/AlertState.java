package com.ytempire.ml.alerts.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an alert.
 *
 * @param phase where it stands
 * @param since since when
 * @param observedAt when its condition was known last
 * @param value the last readings, for people
 * @param incident of one that fires or has been resolved; null of a pending one
 */
public record AlertState(
    Phase phase, Instant since, Instant observedAt, String value, @Nullable Incident incident) {
  public AlertState {
    if ((phase == Phase.PENDING) != (incident == null)) {
      throw new IllegalArgumentException("an incident begins when an alert fires");
    }
  }
}
