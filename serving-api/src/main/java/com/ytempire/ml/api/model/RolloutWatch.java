package com.ytempire.ml.api.model;

import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.rollout.CanaryWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the running rollouts, and has traffic follow at once where one ended. Counting what a
 * large canary did may take the database a while; where it took a second or more, it is left alone
 * for nineteen times as long. Used by one thread.
 */
final class RolloutWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutWatch.class);
  private static final int PAUSES = 19;
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final CanaryWatch watch;
  private final ModelRouter router;
  private final Clock clock;
  private Instant next = Instant.MIN;

  RolloutWatch(CanaryWatch watch, ModelRouter router, Clock clock) {
    this.watch = watch;
    this.router = router;
    this.clock = clock;
  }

  /** Looks once, unless the last look was too long. */
  void look() {
    Instant begun = clock.instant();
    if (begun.isBefore(next)) {
      return;
    }
    List<CanaryWatch.Ended> ended = watch.look();
    Duration took = Duration.between(begun, clock.instant());
    next = took.compareTo(SHORT) < 0 ? begun : clock.instant().plus(took.multipliedBy(PAUSES));
    for (CanaryWatch.Ended one : ended) {
      LOG.atWarn()
          .addKeyValue("modelId", one.rollout().candidate().modelId())
          .addKeyValue("reason", one.ruling().reason())
          .log("a rollout has ended without a human");
    }
    if (!ended.isEmpty()) {
      router.refresh().join();
    }
  }
}
