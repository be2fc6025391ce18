package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts each record to the versions that it is stamped with, and gives one {@link Outcome}: a result
 * when all have answered, else why not. Never blocks the task.
 *
 * <p>Retries are its own and not Flink's: those ask about the whole record again, where one of
 * several models may have failed, wait without jitter, and do not tell how many tries were made.
 *
 * <p>Records under way are in Flink's checkpoints with their stamps; a recovered job asks the same
 * versions again, which changes nothing, for inference has no effect outside. Where such a version
 * is gone, the one that now answers is asked instead, and that is counted.
 */
final class ModelInference<I, O> extends RichAsyncFunction<Routed<I>, Outcome<I, O>>
    implements InferenceSteps<I>, ResultTypeQueryable<Outcome<I, O>> {
  private static final long serialVersionUID = 1L;
  private static final int KNOWN_VERSIONS = 16;

  private final Map<String, ModelInput<I>> inputs;
  private final CombineAnswers<I, O> combine;
  private final EnginesForDevices provider;
  private final InferenceOptions options;
  private final TypeInformation<Outcome<I, O>> type;

  private transient @Nullable Open<I> open;

  /** What is there while the function is open. */
  private static final class Open<I> {
    private final ModelEngines engines;
    private final InferenceMetrics metrics;
    private final CurrentVersions current;
    private final ScheduledThreadPoolExecutor retries;
    private final Random chance;
    private final Map<ModelRef, BoundModel<I>> bound = new ConcurrentHashMap<>();
    private final Map<String, List<ModelRef>> stamps = new HashMap<>();
    private final Map<ResultFuture<?>, PendingInference<I>> pending = new ConcurrentHashMap<>();

    private Open(ModelEngines engines, InferenceMetrics metrics, int subtask) {
      this.engines = engines;
      this.metrics = metrics;
      this.current = new CurrentVersions(engines);
      this.chance = new Random(subtask);
      this.retries =
          new ScheduledThreadPoolExecutor(
              1,
              work -> {
                Thread thread = new Thread(work, "inference-retries");
                thread.setDaemon(true);
                return thread;
              });
      retries.setRemoveOnCancelPolicy(true);
    }
  }

  ModelInference(
      List<ModelQuery<I>> queries,
      CombineAnswers<I, O> combine,
      EnginesForDevices provider,
      InferenceOptions options,
      TypeInformation<Outcome<I, O>> type) {
    this.inputs = new HashMap<>();
    queries.forEach(query -> inputs.put(query.model(), query.input()));
    this.combine = combine;
    this.provider = provider;
    this.options = options;
    this.type = type;
  }

  @Override
  public void open(OpenContext context) {
    ModelEngines engines = provider.acquire(AssignedGpus.of(getRuntimeContext()));
    Open<I> opened =
        new Open<>(
            engines,
            new InferenceMetrics(getRuntimeContext().getMetricGroup()),
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    inputs
        .keySet()
        .forEach(model -> opened.metrics.watch(model, () -> opened.current.engine(model)));
    opened.metrics.watchPending(opened.pending::size);
    open = opened;
  }

  @Override
  public void asyncInvoke(Routed<I> routed, ResultFuture<Outcome<I, O>> result) {
    Open<I> now = opened();
    List<ModelRef> versions = now.stamps.get(routed.versions());
    if (versions == null) {
      versions = VersionStamp.parse(routed.versions());
      if (now.stamps.size() >= KNOWN_VERSIONS) {
        now.stamps.clear();
      }
      now.stamps.put(routed.versions(), versions);
    }
    now.current.set(versions);
    I record = routed.record();
    if (record == null) {
      result.complete(List.of());
      return;
    }
    now.metrics.requested();
    var pending =
        new PendingInference<>(
            record, versions, this, (answers, failure) -> emit(record, answers, failure, result));
    now.pending.put(result, pending);
    pending.start();
  }

  @Override
  public void timeout(Routed<I> routed, ResultFuture<Outcome<I, O>> result) {
    PendingInference<I> pending = opened().pending.get(result);
    if (pending != null) {
      pending.timeOut(options.timeout());
    }
  }

  private void emit(
      I record,
      Map<String, ModelAnswer> answers,
      @Nullable FailedInference<I> failure,
      ResultFuture<Outcome<I, O>> result) {
    Open<I> now = open;
    if (now == null) {
      return; // The task has ended; whoever restores its state asks again.
    }
    now.pending.remove(result);
    if (failure != null) {
      now.metrics.failed(failure);
      result.complete(List.of(new Outcome<>(null, failure)));
      return;
    }
    O combined;
    try {
      combined = combine.combine(record, answers);
    } catch (RuntimeException e) {
      // On an engine thread nobody would see it, and the record would wait for its timeout.
      result.completeExceptionally(e);
      return;
    }
    result.complete(List.of(new Outcome<>(combined, null)));
  }

  @Override
  public CompletableFuture<ModelLease> acquire(ModelRef version) {
    Open<I> now = open;
    return now == null
        ? CompletableFuture.failedFuture(new IllegalStateException("the task has ended"))
        : now.engines.acquire(version);
  }

  @Override
  public @Nullable ModelRef currentInsteadOf(ModelRef version) {
    Open<I> now = open;
    ModelRef current = now == null ? null : now.current.of(version.name());
    if (now == null || current == null || current.equals(version)) {
      return null;
    }
    now.metrics.fellBack();
    return current;
  }

  @Override
  public CompletableFuture<float[]> ask(ModelLease lease, I record, Duration elapsed) {
    Duration left = options.timeout().minus(elapsed);
    if (left.isNegative() || left.isZero()) {
      left = Duration.ofMillis(1); // Flink's own timer is about to say so.
    }
    return bound(lease)
        .ask(
            lease,
            record,
            left.compareTo(options.attemptTimeout()) < 0 ? left : options.attemptTimeout());
  }

  private BoundModel<I> bound(ModelLease lease) {
    Map<ModelRef, BoundModel<I>> known = opened().bound;
    ModelRef ref = lease.engine().ref();
    BoundModel<I> model = known.get(ref);
    if (model == null) {
      ModelInput<I> input = inputs.get(ref.name());
      if (input == null) {
        throw new IllegalArgumentException("model %s is none of this stream".formatted(ref));
      }
      model = input.bind(lease.engine().manifest());
      if (known.size() >= KNOWN_VERSIONS) {
        known.clear();
      }
      known.put(ref, model);
    }
    return model;
  }

  @Override
  public boolean retry(int attempt, Duration elapsed, Runnable next) {
    Open<I> now = open;
    if (now == null || !options.retry().allowsAfter(attempt)) {
      return false;
    }
    Duration delay = options.retry().delayAfter(attempt, now.chance.nextDouble());
    if (elapsed.plus(delay).compareTo(options.timeout()) >= 0) {
      return false;
    }
    try {
      var unused = now.retries.schedule(next, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return false; // The task has just ended.
    }
    now.metrics.retried();
    return true;
  }

  @Override
  public TypeInformation<Outcome<I, O>> getProducedType() {
    return type;
  }

  @Override
  public void close() {
    Open<I> held = open;
    open = null;
    if (held != null) {
      held.retries.shutdownNow();
      held.pending.values().forEach(PendingInference::abandon);
      held.pending.clear();
      held.current.close();
      held.engines.close();
    }
  }

  private Open<I> opened() {
    Open<I> now = open;
    if (now == null) {
      throw new IllegalStateException("model inference is not open");
    }
    return now;
  }
}
