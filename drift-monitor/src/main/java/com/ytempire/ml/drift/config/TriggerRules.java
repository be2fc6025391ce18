package com.ytempire.ml.drift.config;

import com.ytempire.ml.core.training.Deployment;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What starts a training.
 *
 * @param windows so many windows with drift, 1 or more
 * @param of among the last so many of one version and slice, {@code windows} or more
 * @param cooldown no second one of the model within this time
 * @param deployment how its version comes into traffic
 * @param trainer way of training, or null for that of {@code models.yaml}
 * @param lessons what it learns from
 */
public record TriggerRules(
    int windows,
    int of,
    Duration cooldown,
    Deployment deployment,
    @Nullable String trainer,
    TriggerLessons lessons)
    implements Serializable {
  /** Two of three; a day; a canary of the usual share. */
  public static final TriggerRules DEFAULT =
      new TriggerRules(
          2,
          3,
          Duration.ofDays(1),
          Deployment.canary(Deployment.USUAL_PERCENTAGE),
          null,
          TriggerLessons.ALL);

  public TriggerRules {
    if (windows < 1 || of < windows) {
      throw new IllegalArgumentException(
          "%d windows of %d; expected 1 or more, of no fewer".formatted(windows, of));
    }
  }

  /** Rules of a training that learns from everything as it was recorded. */
  public TriggerRules(
      int windows, int of, Duration cooldown, Deployment deployment, @Nullable String trainer) {
    this(windows, of, cooldown, deployment, trainer, TriggerLessons.ALL);
  }

  /** The same for so many more windows, of so many more. */
  public TriggerRules withMore(int more) {
    return new TriggerRules(windows + more, of + more, cooldown, deployment, trainer, lessons);
  }
}
