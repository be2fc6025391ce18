package com.ytempire.ml.jobs.io.registry;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.inference.operator.ModelUpdate;
import com.ytempire.ml.jobs.io.registry.RegistryFactory.OpenRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry on a thread of its own, because that blocks, and hands what has changed to the
 * task. While the registry is away it goes on asking; the models in use go on answering meanwhile.
 */
final class RegistryReader implements SourceReader<ModelUpdate, RegistrySplit> {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryReader.class);

  private final RegistryFactory factory;
  private final Set<String> models;
  private final Duration interval;
  private final Clock clock;
  private final Counter failedPolls;

  private final Queue<ModelUpdate> updates = new ConcurrentLinkedQueue<>();

  /** Completed by the next update; only the poller replaces it. */
  private volatile CompletableFuture<Void> available = new CompletableFuture<>();

  private final ScheduledThreadPoolExecutor poller;

  /** Confined to the task thread; null until the split is there. */
  private @Nullable Map<String, String> emitted;

  // Confined to the poller's thread, but for closing after it has ended.
  private final Map<String, String> seen = new HashMap<>();
  private @Nullable OpenRegistry open;
  private boolean away;

  /**
   * @param interval time between the end of a poll and the next one
   * @param failedPolls counts polls that the registry did not answer
   */
  RegistryReader(
      RegistryFactory factory,
      Set<String> models,
      Duration interval,
      Clock clock,
      Counter failedPolls) {
    this.factory = factory;
    this.models = models;
    this.interval = interval;
    this.clock = clock;
    this.failedPolls = failedPolls;
    this.poller =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "model-registry-poller");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<RegistrySplit> splits) {
    Map<String, String> before = new HashMap<>();
    splits.forEach(split -> before.putAll(split.emitted()));
    emitted = before;
    Map<String, String> known = Map.copyOf(before);
    poller.execute(() -> seen.putAll(known));
    var unused =
        poller.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll() {
    try {
      OpenRegistry registry = open;
      if (registry == null) {
        registry = factory.open();
        open = registry;
      }
      for (String model : models) {
        Optional<ModelVersion> active = registry.registry().active(model);
        if (active.isPresent()) {
          notice(active.get().ref());
        }
      }
      if (away) {
        away = false;
        LOG.info("the model registry answers again");
      }
    } catch (RuntimeException e) {
      failedPolls.inc();
      if (!away) {
        away = true;
        LOG.warn("the model registry does not answer; models stay as they are meanwhile", e);
      }
    }
  }

  private void notice(ModelRef ref) {
    if (ref.version().equals(seen.put(ref.name(), ref.version()))) {
      return;
    }
    updates.add(new ModelUpdate(ref, clock.instant()));
    CompletableFuture<Void> awaited = available;
    available = new CompletableFuture<>();
    awaited.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<ModelUpdate> output) {
    ModelUpdate update = updates.poll();
    Map<String, String> state = emitted;
    if (update == null || state == null) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    output.collect(update);
    state.put(update.ref().name(), update.ref().version());
    return updates.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    // Taken before looking: an update that comes between is either seen or completes this one.
    CompletableFuture<Void> next = available;
    return updates.isEmpty() ? next : CompletableFuture.completedFuture(null);
  }

  @Override
  public List<RegistrySplit> snapshotState(long checkpoint) {
    Map<String, String> state = emitted;
    return state == null ? List.of() : List.of(new RegistrySplit(state));
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() throws InterruptedException {
    poller.shutdown(); // Also drops the periodic poll.
    if (!poller.isTerminated()) {
      poller.shutdownNow();
      if (!poller.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a question to the model registry did not end within 10 s of being interrupted");
      }
    }
    OpenRegistry held = open;
    open = null;
    if (held != null) {
      held.close().run();
    }
  }
}
