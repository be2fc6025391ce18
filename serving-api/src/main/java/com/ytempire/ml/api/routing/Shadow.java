package com.ytempire.ml.api.routing;

import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.api.routing.ShadowCall.ShadowAnswer;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks candidates what the active version has answered already, and journals what they say. Nobody
 * waits for it: at most a few dozen calls run at a time, and what comes meanwhile is left out and
 * counted. Safe to share.
 */
final class Shadow implements AutoCloseable {
  private static final int MAX_RUNNING = 32;
  private static final int MAX_WAITING = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ModelEngines engines;
  private final PredictionJournal journal;
  private final Clock clock;
  private final Semaphore running = new Semaphore(MAX_RUNNING);
  private final AtomicLong skipped = new AtomicLong();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          task -> {
            Thread made = new Thread(task, "model-shadow");
            made.setDaemon(true);
            return made;
          });

  Shadow(ModelEngines engines, PredictionJournal journal, Clock clock) {
    this.engines = engines;
    this.journal = journal;
    this.clock = clock;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Calls that were left out because too many ran. */
  long skipped() {
    return skipped.get();
  }

  /** Asks a candidate. Never blocks and never throws. */
  void ask(Rollout rollout, ServedPrediction given, ShadowCall call) {
    try {
      thread.execute(() -> start(rollout.candidate(), given, call));
    } catch (RejectedExecutionException e) {
      skipped.incrementAndGet();
    }
  }

  private void start(ModelRef candidate, ServedPrediction given, ShadowCall call) {
    if (!running.tryAcquire()) {
      skipped.incrementAndGet();
      return;
    }
    long begun = System.nanoTime();
    var unused =
        engines
            .acquire(candidate)
            .thenCompose(lease -> asked(lease, call))
            .whenComplete(
                (answer, failure) -> {
                  running.release();
                  note(candidate, given, answer, Duration.ofNanos(System.nanoTime() - begun));
                });
  }

  private static CompletableFuture<ShadowAnswer> asked(ModelLease lease, ShadowCall call) {
    try {
      return call.ask(lease)
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .whenComplete((answer, failure) -> lease.close());
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private void note(
      ModelRef candidate, ServedPrediction given, @Nullable ShadowAnswer answer, Duration latency) {
    if (answer == null) {
      journal.failed(candidate, TrafficVariant.SHADOW);
      return;
    }
    String name = given.id() + candidate.modelId();
    journal.record(
        new ServedPrediction(
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            candidate,
            given.type(),
            given.inputJson(),
            answer.outputJson(),
            answer.confidence(),
            latency,
            BigDecimal.ZERO,
            clock.instant(),
            Map.of(
                ServedPrediction.VARIANT,
                TrafficVariant.SHADOW.word(),
                ServedPrediction.SHADOW_OF,
                given.id().toString())));
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
