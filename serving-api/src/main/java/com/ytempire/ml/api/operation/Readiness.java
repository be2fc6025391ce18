package com.ytempire.ml.api.operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether everything that answers depend on is there, at most once a second however often it
 * is asked, and on threads of its own, so that it also answers while the service has too much to
 * do. Safe to share.
 */
final class Readiness {
  static final String UP = "up";
  static final String DOWN = "down";
  static final String DEGRADED = "degraded";

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final Map<String, Callable<Boolean>> checks;
  private final ExecutorService threads;
  private @Nullable CompletableFuture<ReadyAnswer> last;
  private long lookedAt;

  Readiness(Map<String, Callable<Boolean>> checks) {
    this.checks = Map.copyOf(checks);
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, checks.size()),
            work -> {
              var thread = new Thread(work, "readiness");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is there. Never fails: a check that fails or takes too long says that it is not. */
  synchronized CompletableFuture<ReadyAnswer> look() {
    CompletableFuture<ReadyAnswer> known = last;
    boolean fresh = known != null && System.nanoTime() - lookedAt < KEEP_NANOS;
    if (known != null && (fresh || !known.isDone())) {
      return known;
    }
    lookedAt = System.nanoTime();
    CompletableFuture<ReadyAnswer> looking = lookNow();
    last = looking;
    return looking;
  }

  private CompletableFuture<ReadyAnswer> lookNow() {
    Map<String, CompletableFuture<Boolean>> running = new TreeMap<>();
    checks.forEach((name, check) -> running.put(name, run(name, check)));
    return CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              Map<String, String> states = new TreeMap<>();
              running.forEach((name, up) -> states.put(name, up.join() ? UP : DOWN));
              return answer(states);
            });
  }

  private CompletableFuture<Boolean> run(String name, Callable<Boolean> check) {
    return CompletableFuture.supplyAsync(() -> isUp(name, check), threads)
        .completeOnTimeout(false, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isUp(String name, Callable<Boolean> check) {
    try {
      return check.call();
    } catch (Exception e) {
      LOG.debug("{} is away", name, e);
      return false;
    }
  }

  /** Without features and models nothing can be answered; without the rest less. */
  private static ReadyAnswer answer(Map<String, String> states) {
    List<String> down =
        states.entrySet().stream()
            .filter(state -> state.getValue().equals(DOWN))
            .map(Map.Entry::getKey)
            .toList();
    boolean nothing =
        down.contains(DependencyChecks.FEATURES) && down.contains(DependencyChecks.MODELS);
    String status = nothing ? DOWN : down.isEmpty() ? UP : DEGRADED;
    return new ReadyAnswer(status, states, down);
  }

  void stop() {
    threads.shutdownNow();
  }
}
