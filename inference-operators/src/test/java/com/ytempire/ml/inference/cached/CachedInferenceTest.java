package com.ytempire.ml.inference.cached;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CachedInferenceTest {
  private final List<CompletableFuture<Integer>> computations = new ArrayList<>();
  private final CachedInference<String, Integer> cache = ofWeight(1000);

  @Test
  void computesAKeyOnceForAllWhoAskAtTheSameTime() {
    CompletableFuture<Integer> first = cache.get("a");
    CompletableFuture<Integer> second = cache.get("a");

    computations.get(0).complete(7);

    assertThat(computations).hasSize(1);
    assertThat(first).isCompletedWithValue(7);
    assertThat(second).isCompletedWithValue(7);
    assertThat(cache.get("a")).isCompletedWithValue(7);
    assertThat(cache.hits()).isEqualTo(2);
    assertThat(cache.misses()).isEqualTo(1);
  }

  @Test
  void forgetsFailures() {
    CompletableFuture<Integer> failed = cache.get("a");
    computations.get(0).completeExceptionally(new IllegalStateException("once"));

    CompletableFuture<Integer> again = cache.get("a");
    computations.get(1).complete(7);

    assertThat(failed).isCompletedExceptionally();
    assertThat(again).isCompletedWithValue(7);
  }

  @Test
  void leavesOthersAloneWhenOneCallerCancels() {
    CompletableFuture<Integer> first = cache.get("a");
    CompletableFuture<Integer> second = cache.get("a");

    first.cancel(false);
    computations.get(0).complete(7);

    assertThat(second).isCompletedWithValue(7);
  }

  @Test
  void staysWithinItsWeight() {
    CachedInference<String, Integer> small = ofWeight(10);
    for (int i = 0; i < 100; i++) {
      assertThat(small.get("key" + i)).isNotDone();
      computations.get(i).complete(i);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(small.get("key" + i)).isNotNull();
    }

    assertThat(small.hits()).isLessThanOrEqualTo(10);
  }

  @Test
  void sharesOnlyWhatIsUnderWayWithoutAnyWeight() {
    CachedInference<String, Integer> none = ofWeight(0);
    // Asked again at the very moment at which the first answer is there.
    CompletableFuture<Integer> later = none.get("a").thenCompose(answer -> none.get("a"));
    CompletableFuture<Integer> beside = none.get("a");

    computations.get(0).complete(7);

    assertThat(beside).isCompletedWithValue(7);
    assertThat(later).isNotDone();
    assertThat(computations).hasSize(2);
    computations.get(1).complete(8);
    assertThat(later).isCompletedWithValue(8);
  }

  private CachedInference<String, Integer> ofWeight(long weight) {
    return new CachedInference<>(
        weight,
        (key, value) -> 1,
        key -> {
          CompletableFuture<Integer> computation = new CompletableFuture<>();
          computations.add(computation);
          return computation;
        });
  }
}
