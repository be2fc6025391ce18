package com.ytempire.ml.inference.batching;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.inference.batching.InferenceException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DynamicBatcherTest {
  private final GatedModel model = new GatedModel();
  private final AtomicInteger released = new AtomicInteger();
  private final List<DynamicBatcher<Integer, Integer>> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    model.open();
    opened.forEach(DynamicBatcher::close);
  }

  @Test
  void answersEachRequestWithItsOwnResult() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(8, 1000, Duration.ofMillis(1), 2);

    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      results.add(batcher.submit(i));
    }

    for (int i = 0; i < 500; i++) {
      assertThat(results.get(i).get(10, SECONDS)).isEqualTo(2 * i);
    }
    assertThat(batcher.statistics().succeeded()).isEqualTo(500);
    assertThat(batcher.statistics().batchedRequests()).isEqualTo(500);
    assertThat(model.batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 8));
  }

  @Test
  void runsASingleRequestOnceItsDelayIsOver() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(8, 10, Duration.ofMillis(5), 1);

    assertThat(batcher.submit(21).get(10, SECONDS)).isEqualTo(42);
    assertThat(batcher.statistics().queueTime()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
  }

  @Test
  void runsAFullBatchWithoutWaitingForTheDelay() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(2, 10, Duration.ofHours(1), 1);

    CompletableFuture<Integer> first = batcher.submit(1);
    CompletableFuture<Integer> second = batcher.submit(2);

    assertThat(first.get(10, SECONDS)).isEqualTo(2);
    assertThat(second.get(10, SECONDS)).isEqualTo(4);
  }

  @Test
  void runsRequestsOfSimilarLengthTogether() {
    DynamicBatcher<Integer, Integer> batcher = busy(3, 100);
    for (int length : new int[] {5, 100, 6, 101, 7, 99}) {
      ignore(batcher.submit(length));
    }

    model.open();

    await().until(() -> model.batches.size() == 3);
    assertThat(model.batches.get(1)).containsExactlyInAnyOrder(5, 6, 7);
    assertThat(model.batches.get(2)).containsExactlyInAnyOrder(99, 100, 101);
  }

  @Test
  void rejectsWhatDoesNotFitIntoTheQueueAndGoesOn() throws Exception {
    DynamicBatcher<Integer, Integer> batcher = busy(1, 2);
    CompletableFuture<Integer> accepted = batcher.submit(1);
    ignore(batcher.submit(2));

    CompletableFuture<Integer> rejected = batcher.submit(3);

    assertThat(failure(rejected).reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure(rejected)).hasMessageContaining("2 requests wait");
    assertThat(batcher.statistics().rejected()).isEqualTo(1);
    model.open();
    assertThat(accepted.get(10, SECONDS)).isEqualTo(2);
  }

  @Test
  void failsARequestThatWaitsPastItsDeadlineAndNeverRunsIt() {
    DynamicBatcher<Integer, Integer> batcher = busy(4, 10);

    CompletableFuture<Integer> late = batcher.submit(77, Duration.ofMillis(20));

    assertThat(failure(late).reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
    model.open();
    await().until(() -> batcher.statistics().waiting() == 0);
    assertThat(batcher.statistics().expired()).isEqualTo(1);
    assertThat(model.batches).noneMatch(batch -> batch.contains(77));
  }

  @Test
  void dropsACancelledRequestAndFreesItsPlace() throws Exception {
    DynamicBatcher<Integer, Integer> batcher = busy(1, 1);
    CompletableFuture<Integer> cancelled = batcher.submit(77);

    cancelled.cancel(false);
    CompletableFuture<Integer> next = batcher.submit(3);

    model.open();
    assertThat(next.get(10, SECONDS)).isEqualTo(6);
    assertThat(batcher.statistics().cancelled()).isEqualTo(1);
    assertThat(model.batches).noneMatch(batch -> batch.contains(77));
  }

  @Test
  void letsOneBadRequestFailAloneAndGoesOn() throws Exception {
    DynamicBatcher<Integer, Integer> batcher = busy(4, 10);
    CompletableFuture<Integer> good = batcher.submit(1);
    CompletableFuture<Integer> bad = batcher.submit(-1);
    CompletableFuture<Integer> alsoGood = batcher.submit(2);

    model.open();

    assertThat(good.get(10, SECONDS)).isEqualTo(2);
    assertThat(alsoGood.get(10, SECONDS)).isEqualTo(4);
    assertThat(failure(bad).reason()).isEqualTo(Reason.MODEL_FAILED);
    assertThat(failure(bad)).hasRootCauseMessage("negative");
    assertThat(batcher.submit(5).get(10, SECONDS)).isEqualTo(10);
  }

  @Test
  void outlivesErrorsOfTheModel() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "broken",
            settings(1, 10, Duration.ZERO, 1),
            inputs -> {
              if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError("native");
              }
              return inputs;
            },
            length -> length,
            () -> {});
    opened.add(batcher);

    assertThat(failure(batcher.submit(1)).reason()).isEqualTo(Reason.MODEL_FAILED);
    assertThat(batcher.submit(2).get(10, SECONDS)).isEqualTo(2);
  }

  @Test
  void failsABatchWhoseModelForgetsAResult() {
    DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "short",
            settings(1, 10, Duration.ZERO, 1),
            inputs -> List.of(),
            length -> length,
            () -> {});
    opened.add(batcher);

    assertThat(failure(batcher.submit(1))).hasMessageContaining("0 results for 1 requests");
  }

  @Test
  void closingAnswersWhatWaitsRefusesNewRequestsAndReleasesTheModelOnce() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(64, 100, Duration.ofHours(1), 2);
    CompletableFuture<Integer> waiting = batcher.submit(4);

    batcher.close();
    batcher.close();

    assertThat(waiting.get(10, SECONDS)).isEqualTo(8);
    assertThat(failure(batcher.submit(5)).reason()).isEqualTo(Reason.CLOSED);
    assertThat(released).hasValue(1);
  }

  @Test
  void closingWithAStuckRunFailsTheRestAndReleasesTheModelOnlyAfterThatRun() {
    DynamicBatcher<Integer, Integer> batcher = busy(1, 10);
    CompletableFuture<Integer> waiting = batcher.submit(4);

    batcher.close(Duration.ofMillis(20));

    assertThat(failure(waiting).reason()).isEqualTo(Reason.CLOSED);
    assertThat(released).hasValue(0);
    model.open();
    await().until(() -> released.get() == 1);
  }

  /** A batcher with one thread, which is held inside a first batch of its own. */
  private DynamicBatcher<Integer, Integer> busy(int maxBatchSize, int queueCapacity) {
    DynamicBatcher<Integer, Integer> batcher =
        batcher(maxBatchSize, queueCapacity, Duration.ZERO, 1);
    ignore(batcher.submit(1000));
    model.started.acquireUninterruptibly();
    return batcher;
  }

  private DynamicBatcher<Integer, Integer> batcher(
      int maxBatchSize, int queueCapacity, Duration maxDelay, int threads) {
    DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "test",
            settings(maxBatchSize, queueCapacity, maxDelay, threads),
            model,
            Math::abs,
            released::incrementAndGet);
    opened.add(batcher);
    return batcher;
  }

  private static BatcherSettings settings(
      int maxBatchSize, int queueCapacity, Duration maxDelay, int threads) {
    return new BatcherSettings(
        maxBatchSize, queueCapacity, maxDelay, threads, Duration.ofSeconds(30));
  }

  private static InferenceException failure(CompletableFuture<?> result) {
    ExecutionException thrown =
        catchThrowableOfType(ExecutionException.class, () -> result.get(10, SECONDS));
    return (InferenceException) thrown.getCause();
  }

  private static void ignore(CompletableFuture<Integer> result) {
    assertThat(result).isNotNull();
  }
}
