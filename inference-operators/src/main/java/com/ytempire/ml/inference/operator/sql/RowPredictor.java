package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelEnginesProvider;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.operator.sql.SqlModelOptions.OnFailure;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Asks one version about rows. Rows that come before the version is loaded wait for it without
 * holding the task up. Travels with the query; opened and called on the task thread.
 *
 * @param <A> what the engine answers
 */
final class RowPredictor<A> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelRef ref;
  private final RowTask<A> task;
  private final ModelEnginesProvider provider;
  private final Duration timeout;
  private final OnFailure onFailure;

  private transient @Nullable ModelEngines engines;
  private transient @Nullable CompletableFuture<ModelLease> lease;
  private transient @Nullable Counter requests;
  private transient @Nullable Counter failures;

  RowPredictor(
      ModelRef ref,
      RowTask<A> task,
      ModelEnginesProvider provider,
      Duration timeout,
      OnFailure onFailure) {
    this.ref = ref;
    this.task = task;
    this.provider = provider;
    this.timeout = timeout;
    this.onFailure = onFailure;
  }

  /** Begins to load the version. */
  void open(MetricGroup metrics) {
    requests = metrics.counter("modelRequests");
    // Failures are counted on the engine's threads.
    failures = metrics.counter("modelFailures", new ThreadSafeSimpleCounter());
    ModelEngines acquired = provider.acquire();
    engines = acquired;
    lease = acquired.acquire(ref);
  }

  /** One row of outputs; fails when the model cannot answer and failures fail the query. */
  CompletableFuture<Collection<RowData>> predict(RowData row) {
    opened(requests).inc();
    // The row's values are taken now: Flink may use the row again once this method has returned.
    RowTask.Question<A> question;
    try {
      question = task.question(row);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(null).handle((none, nothing) -> answer(null, e));
    }
    if (question == null) {
      return CompletableFuture.completedFuture(List.of(task.nulls()));
    }
    // A version that cannot be loaded fails the query in any case: it answers no row at all.
    return opened(lease)
        .thenCompose(loaded -> question.ask(loaded.engine(), timeout).handle(this::answer));
  }

  private Collection<RowData> answer(@Nullable A found, @Nullable Throwable failure) {
    if (failure == null && found != null) {
      return List.of(task.row(found, ref));
    }
    opened(failures).inc();
    if (onFailure == OnFailure.NULL) {
      return List.of(task.nulls());
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  /** Gives the version back; rows that are still asked are answered first. */
  void close() {
    CompletableFuture<ModelLease> held = lease;
    ModelEngines acquired = engines;
    lease = null;
    engines = null;
    if (held != null) {
      var unused = held.thenAccept(ModelLease::close);
    }
    if (acquired != null) {
      acquired.close();
    }
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the model is not open");
    }
    return value;
  }
}
