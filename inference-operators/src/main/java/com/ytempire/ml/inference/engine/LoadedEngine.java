package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.batching.DynamicBatcher;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A task behind its queue; what the engines of all kinds have in common. Safe to share.
 *
 * @param <I> one row
 * @param <O> its result
 */
abstract class LoadedEngine<I, O> {
  private final ModelManifest manifest;
  private final Task<I, O> task;
  private final BatcherSettings settings;
  private final DynamicBatcher<I, O> batcher;
  private final CompletableFuture<Void> unloaded = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * @param task closed once this is closed and its last run has returned
   */
  LoadedEngine(ModelManifest manifest, Task<I, O> task, BatcherSettings settings, RunSlots slots) {
    this.manifest = manifest;
    this.task = task;
    this.settings = settings;
    this.batcher =
        new DynamicBatcher<>(
            manifest.ref().modelId(), settings, task, task::length, this::unload, slots);
  }

  /** This, as what it is to callers. */
  abstract ModelEngine asEngine();

  public final ModelManifest manifest() {
    return manifest;
  }

  public final String device() {
    return task.device();
  }

  public final Variant variant() {
    return task.variant();
  }

  public final BatcherStatistics statistics() {
    return batcher.statistics();
  }

  /** See {@link ModelEngine#infer}. */
  public final CompletableFuture<Map<String, Tensor>> infer(
      Map<String, Tensor> inputs, Duration timeout) {
    return submitAll(() -> task.rows(inputs), timeout);
  }

  /**
   * Queues the rows of one request, which succeed or fail together.
   *
   * @param made makes and checks at least one row, on the caller's thread
   */
  final CompletableFuture<Map<String, Tensor>> submitAll(Supplier<List<I>> made, Duration timeout) {
    List<I> rows;
    try {
      checkOpen(timeout);
      rows = made.get();
      if (rows.size() > settings.queueCapacity()) {
        throw refusal(
            "a batch of %d rows; at most %d fit into the queue, so split it"
                .formatted(rows.size(), settings.queueCapacity()));
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(failure(e));
    }
    List<CompletableFuture<O>> results = new ArrayList<>(rows.size());
    rows.forEach(row -> results.add(batcher.submit(row, timeout)));
    return RowGroup.of(results, task::join);
  }

  /**
   * Queues one row.
   *
   * @param row makes and checks the row, on the caller's thread
   */
  final CompletableFuture<O> submit(Supplier<I> row, Duration timeout) {
    try {
      checkOpen(timeout);
      return batcher.submit(row.get(), timeout);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(failure(e));
    }
  }

  /** Answers what was asked so far, refuses what comes, and unloads; returns at once. */
  final void closeLater() {
    closed = true;
    batcher.closeLater();
  }

  /** Completes when the model is unloaded. */
  final CompletableFuture<Void> unloaded() {
    return unloaded;
  }

  private void unload() {
    try {
      task.close();
      unloaded.complete(null);
    } catch (RuntimeException e) {
      unloaded.completeExceptionally(e);
    }
  }

  private void checkOpen(Duration timeout) {
    if (closed) {
      throw closed();
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw refusal("timeout %s; expected more than zero".formatted(timeout));
    }
  }

  /** What a caller is told; a model's parts are gone once it is closed, and fail in their ways. */
  private InferenceException failure(RuntimeException failure) {
    if (failure instanceof InferenceException known) {
      return known;
    }
    return closed
        ? closed()
        : new InferenceException(
            Reason.MODEL_FAILED,
            "%s: %s".formatted(manifest.ref().modelId(), failure.getMessage()),
            failure);
  }

  private InferenceException closed() {
    return new InferenceException(Reason.CLOSED, manifest.ref().modelId() + ": unloaded", null);
  }

  private InferenceException refusal(String message) {
    return new InferenceException(
        Reason.INVALID_INPUT, manifest.ref().modelId() + ": " + message, null);
  }
}
