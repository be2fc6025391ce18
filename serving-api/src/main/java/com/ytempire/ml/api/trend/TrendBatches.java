package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.cache.CacheControl;
import com.ytempire.ml.api.http.JsonItems;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import com.ytempire.ml.api.trend.TrendBatchResponse.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers many requests at once: a few at a time, so that one batch does not take all threads that
 * wait for servers. What is not ready in the time of one request has an error for itself. Safe to
 * share; never blocks.
 */
final class TrendBatches {
  private static final Logger LOG = LoggerFactory.getLogger(TrendBatches.class);

  /** Requests of a batch under way at once. */
  private static final int LANES = 8;

  /** Left of the time for putting the answers together. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  private final TrendService service;
  private final JsonItems items;

  TrendBatches(TrendService service, JsonItems items) {
    this.service = service;
    this.items = items;
  }

  CompletableFuture<TrendBatchResponse> predict(TrendBatchRequest request, CacheControl control) {
    Duration time = service.timeout().minus(MARGIN);
    var run = new Run(request.requests(), control, System.nanoTime() + time.toNanos());
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(run.goOn());
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(done -> TrendBatchResponse.of(run.all()));
  }

  /** One batch under way. */
  private final class Run {
    private final List<JsonNode> requests;
    private final CacheControl control;
    private final long deadline;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<Result> results;

    private Run(List<JsonNode> requests, CacheControl control, long deadline) {
      this.requests = requests;
      this.control = control;
      this.deadline = deadline;
      this.results = new AtomicReferenceArray<>(requests.size());
    }

    /** Answers requests one after the other until none is left. */
    private CompletableFuture<Void> goOn() {
      int index = next.getAndIncrement();
      if (index >= requests.size()) {
        return CompletableFuture.completedFuture(null);
      }
      return answer(requests.get(index))
          .exceptionally(failure -> refused(failure, "requests[%d]".formatted(index)))
          .thenCompose(
              result -> {
                results.set(index, result);
                return goOn();
              });
    }

    private CompletableFuture<Result> answer(JsonNode item) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        return CompletableFuture.failedFuture(ProblemException.timeout());
      }
      try {
        return service
            .predict(items.read(item, TrendRequest.class), control, left)
            .thenApply(Result::of);
      } catch (ProblemException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private List<Result> all() {
      return IntStream.range(0, results.length()).mapToObj(results::get).toList();
    }
  }

  private static Result refused(Throwable failure, String place) {
    Throwable cause = failure.getCause();
    Throwable known = failure instanceof CompletionException && cause != null ? cause : failure;
    if (known instanceof ProblemException problem) {
      return Result.of(problem.within(place));
    }
    LOG.error("a request of a batch failed", known);
    return Result.of(
        new ProblemException(ProblemKind.INTERNAL, "the service failed; try again later"));
  }
}
