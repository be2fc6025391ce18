package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SequenceEngine;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks the engine of whichever version an input is routed to, all content in one request. */
final class LeasedTrendModel implements TrendModel {
  private final Route route;

  /** Finds the version for an input; fails where none can answer. Never blocks. */
  @FunctionalInterface
  interface Route {
    CompletableFuture<Chosen> to(String inputHash);
  }

  /**
   * A version that was chosen.
   *
   * @param lease closed once the answer is there
   * @param variant which side of the traffic it is
   * @param failed is told when the version gave no answer
   */
  record Chosen(ModelLease lease, TrafficVariant variant, Runnable failed) {}

  LeasedTrendModel(Route route) {
    this.route = route;
  }

  @Override
  public CompletableFuture<Scores> score(
      String inputHash, CompletableFuture<List<SimilarContent>> contents, Duration timeout) {
    return route
        .to(inputHash)
        .thenCompose(
            chosen ->
                contents
                    .thenCompose(known -> ask(chosen.lease, chosen.variant, known, timeout))
                    .whenComplete(
                        (scores, failure) -> {
                          chosen.lease.close();
                          if (failure != null) {
                            chosen.failed.run();
                          }
                        }))
        .exceptionally(
            failure -> {
              throw unavailable(failure);
            });
  }

  /**
   * Asks one version, whose lease stays open.
   *
   * @return fails where the version is no model of rows or of sequences, or does not answer in time
   */
  static CompletableFuture<Scores> ask(
      ModelLease lease, TrafficVariant variant, List<SimilarContent> contents, Duration timeout) {
    ModelEngine engine = lease.engine();
    if (contents.isEmpty()) {
      return CompletableFuture.completedFuture(new Scores(engine.ref(), variant, List.of()));
    }
    return outputs(lease, contents, timeout)
        .thenApply(
            outputs ->
                new Scores(engine.ref(), variant, ModelRows.growths(outputs, contents.size())));
  }

  private static CompletableFuture<Map<String, Tensor>> outputs(
      ModelLease lease, List<SimilarContent> contents, Duration timeout) {
    ModelManifest manifest = lease.engine().manifest();
    return manifest.task() == ModelTask.SEQUENCE
        ? lease
            .engine(SequenceEngine.class)
            .inferAll(ModelRows.sequences(manifest, contents), timeout)
        : lease.engine(TabularEngine.class).infer(ModelRows.inputs(manifest, contents), timeout);
  }

  private static ProblemException unavailable(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable known = failure instanceof CompletionException && cause != null ? cause : failure;
    return known instanceof ProblemException problem
        ? problem
        : ProblemException.unavailable("no version of the trend predictor can answer now", known);
  }
}
