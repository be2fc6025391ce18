package com.ytempire.ml.inference.batching;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.inference.batching.InferenceException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void runsTheFirstRequestOnceItsDelayIsOver() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(8, 10, Duration.ofMillis(5), 1);

    assertThat(batcher.submit(21).get(10, SECONDS)).isEqualTo(42);
    assertThat(batcher.statistics().queueTime()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
  }

  @Test
  void neverHoldsACallerWhoIsAloneBackAgain() throws Exception {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(8, 10, Duration.ofMillis(500), 2);

    for (int i = 0; i < 40; i++) {
      assertThat(batcher.submit(i).get(10, SECONDS)).isEqualTo(2 * i);
    }

    // Forty waits would be twenty seconds; the first one teaches it.
    assertThat(batcher.statistics().queueTime()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void gathersCallersWhoAskAgainAsSoonAsTheyAreAnswered() {
    model.open();
    DynamicBatcher<Integer, Integer> batcher = batcher(4, 10, Duration.ofMinutes(1), 1);
    AtomicInteger left = new AtomicInteger(400);
    for (int i = 0; i < 4; i++) {
      askAgain(batcher, left);
    }

    await().until(() -> batcher.statistics().succeeded() == 400);

    assertThat(batcher.statistics().batchSizes()).isEqualTo(Distribution.of(fours(100)));
  }

  @Test
  void shrinksBatchesThatDoNotFitIntoMemoryAndKeepsThemSmall() throws Exception {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "small device",
            settings(8, 100, Duration.ofMinutes(1), 1),
            inputs -> {
              sizes.add(inputs.size());
              if (inputs.size() > 2) {
                throw new InferenceException(Reason.OUT_OF_MEMORY, "no room", null);
              }
              return inputs;
            },
            input -> 1,
            () -> {});
    opened.add(batcher);

    for (CompletableFuture<Integer> result : submitAll(batcher, 8)) {
      assertThat(result.get(10, SECONDS)).isNotNull();
    }
    List<Integer> before = List.copyOf(sizes);
    for (CompletableFuture<Integer> result : submitAll(batcher, 8)) {
      assertThat(result.get(10, SECONDS)).isNotNull();
    }

    assertThat(before).containsExactly(8, 4, 2, 2, 4, 2, 2);
    assertThat(sizes.subList(before.size(), sizes.size())).allMatch(size -> size <= 2);
    assertThat(batcher.statistics().outOfMemory()).isEqualTo(3);
    assertThat(batcher.statistics().batchLimit()).isEqualTo(2);
  }

  @Test
  void failsARequestThatNoMemoryHoldsAndGoesOn() throws Exception {
    DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "small device",
            settings(8, 100, Duration.ZERO, 1),
            inputs -> {
              if (inputs.contains(7)) {
                throw new InferenceException(Reason.OUT_OF_MEMORY, "no room", null);
              }
              return inputs;
            },
            length -> length,
            () -> {});
    opened.add(batcher);

    assertThat(failure(batcher.submit(7)).reason()).isEqualTo(Reason.OUT_OF_MEMORY);
    assertThat(batcher.submit(1).get(10, SECONDS)).isEqualTo(1);
    assertThat(batcher.statistics().batchLimit()).isEqualTo(8);
  }

  @Test
  void sharesTheSlotsOfADeviceBetweenModels() throws Exception {
    RunSlots one = new RunSlots(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    BatchModel<Integer, Integer> counting =
        inputs -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
          return inputs;
        };
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DynamicBatcher<Integer, Integer> batcher =
          new DynamicBatcher<>(
              "model " + i,
              settings(1, 1000, Duration.ZERO, 2),
              counting,
              length -> length,
              () -> {},
              one);
      opened.add(batcher);
      results.addAll(submitAll(batcher, 200));
    }

    for (CompletableFuture<Integer> result : results) {
      assertThat(result.get(10, SECONDS)).isNotNull();
    }

    assertThat(most).hasValue(1);
  }

  @Test
  void closesWithoutWaitingForTheRunThatGoesOn() throws Exception {
    DynamicBatcher<Integer, Integer> batcher = busy(1, 10);
    CompletableFuture<Integer> waiting = batcher.submit(4);

    batcher.closeLater();

    assertThat(failure(batcher.submit(5)).reason()).isEqualTo(Reason.CLOSED);
    assertThat(released).hasValue(0);
    model.open();
    assertThat(waiting.get(10, SECONDS)).isEqualTo(8);
    await().until(() -> released.get() == 1);
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

  private static List<CompletableFuture<Integer>> submitAll(
      DynamicBatcher<Integer, Integer> batcher, int count) {
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(batcher.submit(i));
    }
    return results;
  }

  private static void askAgain(DynamicBatcher<Integer, Integer> batcher, AtomicInteger left) {
    if (left.getAndDecrement() > 0) {
      ignore(batcher.submit(1).whenComplete((result, failure) -> askAgain(batcher, left)));
    }
  }

  private static long[] fours(int count) {
    long[] fours = new long[count];
    Arrays.fill(fours, 4);
    return fours;
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
