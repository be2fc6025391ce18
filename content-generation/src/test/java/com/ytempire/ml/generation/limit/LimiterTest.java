package com.ytempire.ml.generation.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.generation.limit.Limiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
  private static final Duration HOURS = Duration.ofHours(100);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final AtomicLong now = new AtomicLong(1_000_000);

  /** When a call began, and how many tokens it was. */
  private record Call(long at, long tokens) {}

  private Limiter limiter(int rpm, int tpm, int atOnce) {
    return new Limiter(new RateLimits(some(rpm), some(tpm), some(atOnce)), now::get);
  }

  private static OptionalInt some(int limit) {
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private static void assertWithin(List<Call> calls, int rpm, long tpm) {
    List<Call> sorted = new ArrayList<>(calls);
    sorted.sort((one, other) -> Long.compare(one.at, other.at));
    for (int first = 0; first < sorted.size(); first++) {
      long tokens = 0;
      int count = 0;
      for (int i = first;
          i < sorted.size() && sorted.get(i).at - sorted.get(first).at < MINUTE;
          i++) {
        tokens += sorted.get(i).tokens;
        count++;
      }
      assertThat(count).as("calls in the minute from call %d on", first).isLessThanOrEqualTo(rpm);
      assertThat(tokens).as("tokens in the minute from call %d on", first).isLessThanOrEqualTo(tpm);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noMinuteHasMoreCallsOrTokensThanAllowed(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    Limiter limiter = limiter(30, 1_000, 0);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      now.addAndGet(random.nextLong(Duration.ofSeconds(random.nextInt(1, 6)).toNanos()));
      long tokens = random.nextInt(1, 120);
      Permit permit = limiter.reserve(tokens, HOURS).orElseThrow();
      long used = random.nextLong(tokens + 1);
      permit.used(used);
      calls.add(new Call(now.get() + permit.waiting().toNanos(), used));
      permit.close();
    }

    assertWithin(calls, 30, 1_000);
    assertThat(calls.get(399).at - calls.get(0).at)
        .as("seed %d waits no longer than it must", seed)
        .isLessThan(400 * MINUTE / 10);
  }

  @Test
  void twoHundredAtOnceAreSpreadOverTheMinutes() throws Exception {
    Limiter limiter = limiter(50, 10_000, 0);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Callable<Call> calling =
          () -> {
            try (Permit permit = limiter.reserve(300, HOURS).orElseThrow()) {
              return new Call(now.get() + permit.waiting().toNanos(), 300);
            }
          };
      List<Call> calls = new ArrayList<>();
      for (Future<Call> call : threads.invokeAll(Collections.nCopies(200, calling))) {
        calls.add(call.get());
      }

      assertWithin(calls, 50, 10_000);
      assertThat(calls.stream().mapToLong(Call::at).max().getAsLong() - now.get())
          .as("33 fit into each minute by their tokens")
          .isEqualTo(6 * MINUTE);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoCannotBeginInTimeReservesNothing() throws Exception {
    Limiter limiter = limiter(1, 0, 0);
    assertThat(limiter.reserve(0, Duration.ZERO)).isPresent();

    assertThat(limiter.reserve(0, Duration.ofSeconds(59))).isEmpty();
    assertThat(limiter.reserve(0, Duration.ofSeconds(60)).map(Permit::waiting))
        .as("the one before took no place")
        .contains(Duration.ofSeconds(60));
  }

  @Test
  void whatIsMoreThanTheWholeLimitGoesAlone() throws Exception {
    Limiter limiter = limiter(0, 100, 0);
    assertThat(limiter.reserve(10, HOURS)).isPresent();

    assertThat(limiter.reserve(5_000, HOURS).map(Permit::waiting)).contains(Duration.ofMinutes(1));
    assertThat(limiter.reserve(1, HOURS).map(Permit::waiting)).contains(Duration.ofMinutes(2));
  }

  @Test
  void nobodyBeginsWhileTheProviderWantsToBeLeftAlone() throws Exception {
    Limiter limiter = limiter(0, 0, 0);
    limiter.closeFor(Duration.ofSeconds(20));
    limiter.closeFor(Duration.ofSeconds(3));

    assertThat(limiter.reserve(1, HOURS).map(Permit::waiting)).contains(Duration.ofSeconds(20));
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(limiter.reserve(1, HOURS).map(Permit::waiting)).contains(Duration.ZERO);
  }

  @Test
  void onlySoManyRunAtOnceAndAClosedPermitIsGivenBackOnce() throws Exception {
    Limiter limiter = limiter(0, 0, 2);
    Permit first = limiter.reserve(1, HOURS).orElseThrow();
    Optional<Permit> second = limiter.reserve(1, HOURS);
    assertThat(second).isPresent();

    assertThat(limiter.reserve(1, Duration.ofMillis(1))).as("a third").isEmpty();
    first.close();
    first.close();
    assertThat(limiter.reserve(1, Duration.ofMillis(1))).as("in place of the first").isPresent();
    assertThat(limiter.reserve(1, Duration.ofMillis(1))).as("a third again").isEmpty();
  }

  @Test
  void limitsBelowOneAreRefused() {
    assertThatThrownBy(
            () -> new RateLimits(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty()))
        .hasMessage("rpm 0; expected 1 or more");
  }
}
