package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.batching.Distribution;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextInferenceStatistics;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.cached.TextResult;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine that does what a title says: {@code fail} gives a failure, {@code broken} breaks the
 * engine's promise and fails the future, {@code hang} never answers, anything else is answered.
 */
final class ScriptedInference implements TextInference {
  static final AtomicInteger OPEN = new AtomicInteger();

  ScriptedInference() {
    OPEN.incrementAndGet();
  }

  @Override
  public CompletableFuture<TextResult> infer(String text, Set<TextOutput> outputs) {
    return switch (text) {
      case "fail" ->
          CompletableFuture.completedFuture(
              TextResult.failed(
                  new InferenceException(InferenceException.Reason.REJECTED, "queue full", null)));
      case "broken" -> CompletableFuture.failedFuture(new IllegalStateException("no answer"));
      case "hang" -> new CompletableFuture<>();
      default -> CompletableFuture.supplyAsync(() -> new TextResult(new float[3], 0.5, null));
    };
  }

  @Override
  public String modelId(TextOutput output) {
    return "scripted";
  }

  @Override
  public TextInferenceStatistics statistics() {
    return new TextInferenceStatistics(
        new BatcherStatistics(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            8,
            Distribution.of(1, 2, 3, 4),
            Distribution.empty(),
            Distribution.empty()),
        5,
        6);
  }

  @Override
  public void close() {
    OPEN.decrementAndGet();
  }
}
