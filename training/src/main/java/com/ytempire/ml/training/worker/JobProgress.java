package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.run.RunProgress;
import com.ytempire.ml.training.run.RunResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how far a job is, at most once a second, and stops it where the worker has to leave it.
 * Confined to the run's thread.
 */
final class JobProgress implements RunProgress {
  private static final Logger log = LoggerFactory.getLogger(JobProgress.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HeldJob held;
  private final Clock clock;
  private @Nullable Instant begun;
  private int firstEpoch;
  private Instant told = Instant.EPOCH;

  JobProgress(HeldJob held, Clock clock) {
    this.held = held;
    this.clock = clock;
  }

  @Override
  public void loaded(TrainingSet set) {
    held.requireHeld();
    log.info(
        "training job {}: {} examples to learn from",
        held.claim().id(),
        set.manifest().counts().train());
  }

  @Override
  public boolean epoch(int epoch, int epochs, Map<String, Double> figures) {
    Instant now = clock.instant();
    if (begun == null) {
      begun = now;
      firstEpoch = epoch;
    }
    if (epoch == epochs || !now.isBefore(told.plus(PAUSE))) {
      told = now;
      var progress = new TrainingProgress(epoch, epochs, end(epoch, epochs, now, begun));
      Map<String, Double> finite = finite(figures);
      held.tell(job -> job.at(progress, finite));
    }
    return held.stop().isEmpty();
  }

  private @Nullable Instant end(int epoch, int epochs, Instant now, Instant first) {
    int done = epoch - firstEpoch;
    return done == 0
        ? null
        : now.plus(Duration.between(first, now).multipliedBy(epochs - epoch).dividedBy(done));
  }

  private static Map<String, Double> finite(Map<String, Double> figures) {
    Map<String, Double> finite = new HashMap<>(figures);
    finite.values().removeIf(value -> !Double.isFinite(value));
    return finite;
  }

  @Override
  public void judging() {
    held.requireHeld();
  }

  /** Nothing is published by a worker that does not have the job any more. */
  @Override
  public void judged(RunResult result) {
    held.requireHeldNow();
  }
}
