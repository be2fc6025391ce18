package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one request on their ways through the queue. They succeed together; the first that
 * fails fails them all and takes out those that still wait, as cancelling the result does.
 */
final class RowGroup<O> {
  private final List<CompletableFuture<O>> rows;
  private final Function<List<O>, Map<String, Tensor>> join;
  private final AtomicInteger left;
  private final CompletableFuture<Map<String, Tensor>> result = new CompletableFuture<>();

  private RowGroup(List<CompletableFuture<O>> rows, Function<List<O>, Map<String, Tensor>> join) {
    this.rows = rows;
    this.join = join;
    this.left = new AtomicInteger(rows.size());
  }

  /**
   * The common result of rows that are queued.
   *
   * @param rows at least one
   * @param join makes the result; short
   */
  static <O> CompletableFuture<Map<String, Tensor>> of(
      List<CompletableFuture<O>> rows, Function<List<O>, Map<String, Tensor>> join) {
    RowGroup<O> group = new RowGroup<>(rows, join);
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      var unused = rows.get(i).whenComplete((answer, failure) -> group.completed(row, failure));
    }
    var unused =
        group.result.whenComplete(
            (outputs, failure) -> {
              if (failure != null) {
                rows.forEach(row -> row.cancel(false));
              }
            });
    return group.result;
  }

  private void completed(int row, @Nullable Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(named(row, failure));
    } else if (left.decrementAndGet() == 0) {
      List<O> answers = new ArrayList<>(rows.size());
      rows.forEach(answer -> answers.add(answer.join()));
      try {
        result.complete(join.apply(answers));
      } catch (RuntimeException e) {
        result.completeExceptionally(
            new InferenceException(Reason.MODEL_FAILED, String.valueOf(e.getMessage()), e));
      }
    }
  }

  private Throwable named(int row, Throwable failure) {
    return rows.size() > 1 && failure instanceof InferenceException known
        ? new InferenceException(
            known.reason(),
            "row %d of %d: %s".formatted(row, rows.size(), known.getMessage()),
            known)
        : failure;
  }
}
