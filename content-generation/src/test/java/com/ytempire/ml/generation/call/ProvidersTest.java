package com.ytempire.ml.generation.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.generation.cost.Budgets;
import com.ytempire.ml.generation.cost.Charge;
import com.ytempire.ml.generation.cost.InMemoryCostLedger;
import com.ytempire.ml.generation.cost.Payer;
import com.ytempire.ml.generation.cost.Price;
import com.ytempire.ml.generation.limit.Limiter;
import com.ytempire.ml.generation.limit.RateLimits;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProvidersTest {
  private static final Price PRICE =
      new Price(new BigDecimal("10"), new BigDecimal("20"), BigDecimal.ZERO, BigDecimal.ZERO);

  /** Of 100 tokens read and 200 written. */
  private static final BigDecimal COST = new BigDecimal("0.005000");

  private static final BigDecimal ESTIMATE = new BigDecimal("0.010000");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime();
  private final InMemoryCostLedger costs = new InMemoryCostLedger();
  private boolean isStoreAway;

  private final CallLedger calls =
      new CallLedger() {
        private final InMemoryCallLedger kept = new InMemoryCallLedger(time);

        @Override
        public Claim claim(String key, String kind, String owner, Duration lease) {
          return kept.claim(key, kind, owner, lease);
        }

        @Override
        public boolean keep(String key, String owner, Kept made) {
          if (isStoreAway) {
            throw new StoreUnavailableException("away", new IOException("away"));
          }
          return kept.keep(key, owner, made);
        }

        @Override
        public void release(String key, String owner) {
          kept.release(key, owner);
        }
      };

  private final List<Attempt> heard = new ArrayList<>();
  private final ScriptedProvider first = new ScriptedProvider("first", false, time);
  private final ScriptedProvider second = new ScriptedProvider("second", false, time);
  private final ScriptedProvider local = new ScriptedProvider("local", true, time);
  private RateLimits limits = RateLimits.NONE;
  private Budgets budgets = Budgets.NONE;
  private int attempts = 3;

  private static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public byte[] write(String artefact) {
          return artefact.getBytes(UTF_8);
        }

        @Override
        public String read(byte[] bytes) {
          return new String(bytes, UTF_8);
        }
      };

  private Line<String, String> line(ScriptedProvider provider) {
    var breaker =
        CircuitBreaker.of(
            provider.name(),
            CircuitBreakerConfig.custom()
                .clock(time)
                .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(MINUTE)
                .build());
    return new Line<>(
        provider,
        provider.name() + "-1",
        new Limiter(limits, time::nanos),
        breaker,
        new Line.Rules(Duration.ofSeconds(20), attempts, Backoff.DEFAULT),
        provider.isFree() ? Price.FREE : PRICE,
        request -> Usage.ofTokens(200, 400));
  }

  private Providers<String, String> providers() {
    return providers("this process");
  }

  private Providers<String, String> providers(String owner) {
    return new Providers<>(
        "script",
        Stream.of(first, second, local).map(this::line).toList(),
        TEXT,
        calls,
        new Providers.Setting(
            owner, costs, budgets, time, time, new SplittableRandom(1), heard::add));
  }

  private static Ticket ticket(String key) {
    return new Ticket(key, new Payer("caller", "video", "channel"), MINUTE);
  }

  private List<String> turns() {
    return heard.stream().map(one -> one.provider() + " " + one.result()).toList();
  }

  @Test
  void theFirstInOrderMakesItAndIsCharged() throws Exception {
    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.artefact()).isEqualTo("it by first");
    assertThat(made.model()).isEqualTo("first-1");
    assertThat(made.cost()).isEqualTo(COST);
    assertThat(made.isRepeated()).isFalse();
    assertThat(costs.ofVideo("video")).isEqualTo(COST);
    assertThat(turns()).containsExactly("first MADE");
  }

  @Test
  void aCallIsRepeatedWhereItMayHelpWithPausesThatGrow() throws Exception {
    first.fails(Reason.AWAY).fails(Reason.BUSY);

    assertThat(providers().make("it", ticket("a")).provider()).isEqualTo("first");

    assertThat(first.calls()).hasSize(3);
    assertThat(first.calls().stream().map(terms -> terms.idempotencyKey()).distinct())
        .as("it is one call to the provider")
        .hasSize(1);
    assertThat(Duration.ofNanos(time.nanos()))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(costs.ofVideo("video")).as("only the last is charged").isEqualTo(COST);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"BUSY", "AWAY", "REFUSED"})
  void whereNothingIsChargedTheNextIsAsked(Reason reason) throws Exception {
    first.fails(reason).fails(reason).fails(reason);

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.provider()).isEqualTo("second");
    assertThat(made.cost()).isEqualTo(COST);
    assertThat(first.calls()).hasSize(reason == Reason.REFUSED ? 1 : 3);
    assertThat(heard.get(0).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"SLOW", "MALFORMED"})
  void whatMayHaveBeenChargedIsPaidByNobodyElse(Reason reason) throws Exception {
    first.fails(reason);

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.artefact()).isEqualTo("it by local");
    assertThat(made.cost()).as("what may have to be paid").isEqualTo(ESTIMATE);
    assertThat(first.calls()).hasSize(1);
    assertThat(second.calls()).isEmpty();
    assertThat(turns()).containsExactly("first FAILED", "second PASSED_OVER", "local MADE");
  }

  @Test
  void aMistakeOfAClientIsNoReasonNotToAskTheNext() throws Exception {
    first.whenAsked(
        () -> {
          throw new IllegalStateException("sk-secret");
        });

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.provider()).isEqualTo("local");
    assertThat(made.attempts().get(0).message())
        .isEqualTo("first: unexpected IllegalStateException");
  }

  @Test
  void whatWasMadeIsHandedOutAlsoWhereItCannotBeKept() throws Exception {
    isStoreAway = true;

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.provider()).isEqualTo("first");
    isStoreAway = false;
    assertThat(providers().make("it", ticket("a")).provider())
        .as("it has been charged, and nobody knows what was made")
        .isEqualTo("local");
  }

  @Test
  void aProviderIsLeftAloneForAsLongAsItWants() throws Exception {
    first.fails(Reason.BUSY, Duration.ofSeconds(10));
    Providers<String, String> providers = providers();

    assertThat(providers.make("it", ticket("a")).provider()).isEqualTo("first");
    assertThat(Duration.ofNanos(time.nanos())).isGreaterThanOrEqualTo(Duration.ofSeconds(10));

    first.fails(Reason.BUSY, Duration.ofHours(1));
    assertThat(providers.make("it", ticket("b")).provider()).isEqualTo("second");
    assertThat(providers.make("it", ticket("c")).provider()).isEqualTo("second");
    assertThat(first.calls()).as("nobody asks it within the hour").hasSize(3);
  }

  @Test
  void aSlowProviderLeavesTimeForTheLastInOrder() throws Exception {
    first.answersAfter(Duration.ofHours(1));

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.provider()).isEqualTo("local");
    assertThat(first.calls().get(0).timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(local.calls().get(0).timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(time.nanos())).isLessThan(MINUTE);
  }

  @Test
  void paidProvidersMayNotUseAllOfTheTime() throws Exception {
    first.answersAfter(Duration.ofHours(1));
    var ticket = new Ticket("a", Payer.NOBODY, Duration.ofSeconds(10));

    assertThat(providers().make("it", ticket).provider()).isEqualTo("local");
    assertThat(first.calls().get(0).timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(local.calls().get(0).timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theBreakerOpensAndClosesAgain() throws Exception {
    attempts = 1;
    Providers<String, String> providers = providers();
    for (int i = 0; i < 4; i++) {
      first.fails(Reason.AWAY);
      providers.make("it", ticket("failing" + i));
    }
    assertThat(first.calls()).hasSize(4);

    assertThat(providers.make("it", ticket("open")).provider()).isEqualTo("second");
    assertThat(first.calls()).as("it is not asked").hasSize(4);

    time.pause(MINUTE.plusMillis(1));
    assertThat(providers.make("it", ticket("trial")).provider()).isEqualTo("first");
    assertThat(providers.make("it", ticket("closed")).provider()).isEqualTo("first");
  }

  @Test
  void limitsPassTheCallOnWhereItWouldWaitForTooLong() throws Exception {
    limits = new RateLimits(OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty());
    Providers<String, String> providers = providers();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(providers.make("it", ticket("call" + i)).provider());
    }

    assertThat(made).containsExactly("first", "first", "second", "second", "local");
  }

  @Test
  void aBudgetIsKeptBeforeItIsSpent() throws Exception {
    budgets = new Budgets(null, new BigDecimal("0.016"), null, null, null);
    Providers<String, String> providers = providers();
    providers.make("it", ticket("a"));
    providers.make("it", ticket("b"));

    Generated<String> third = providers.make("it", ticket("c"));

    assertThat(third.provider()).isEqualTo("local");
    assertThat(third.cost()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(third.attempts().get(0).message())
        .isEqualTo(
            "budget per_video of $0.016: $0.010000 are spent, and this would cost $0.010000");
    assertThat(costs.ofVideo("video")).isLessThanOrEqualTo(new BigDecimal("0.016"));
  }

  @Test
  void aRepeatedCallIsAnsweredByWhatWasMadeAlsoInAnotherProcess() throws Exception {
    Generated<String> made = providers().make("it", ticket("a"));
    Generated<String> again = providers("another process").make("something else", ticket("a"));

    assertThat(again.artefact()).isEqualTo(made.artefact());
    assertThat(again.cost()).isEqualTo(made.cost());
    assertThat(again.isRepeated()).isTrue();
    assertThat(first.calls()).hasSize(1);
    assertThat(costs.ofVideo("video")).isEqualTo(COST);
  }

  @Test
  void aCallWhoseProcessDiedInTheMiddleOfItIsPaidByNobodyElse() throws Exception {
    calls.claim("a", "script", "a dead process", Duration.ofSeconds(30));
    var charge =
        new Charge(
            UUID.randomUUID(),
            "a",
            "script",
            "first",
            "first-1",
            Payer.NOBODY,
            ESTIMATE,
            time.instant());
    assertThat(costs.begin(charge, Budgets.NONE)).isEmpty();

    Generated<String> made = providers().make("it", ticket("a"));

    assertThat(made.provider()).isEqualTo("local");
    assertThat(time.instant()).as("once its lease was over").isAfter(charge.at().plusSeconds(29));
    assertThat(first.calls()).isEmpty();
    assertThat(second.calls()).isEmpty();
  }

  @Test
  void aDeadCallThatWasNotMadeYetIsMadeAsAnyOther() throws Exception {
    calls.claim("a", "script", "a dead process", Duration.ofSeconds(30));

    assertThat(providers().make("it", ticket("a")).provider()).isEqualTo("first");
  }

  @Test
  void aCallThatSomebodyElseMakesIsNotMadeTwice() {
    calls.claim("a", "script", "a busy process", Duration.ofHours(1));

    assertThatThrownBy(() -> providers().make("it", ticket("a")))
        .isInstanceOf(GenerationException.class)
        .hasMessage("the script is being made by another call with the same key");
    assertThat(first.calls()).isEmpty();
  }

  @Test
  void whereNobodyMakesItEachReasonIsNamedAndItMayBeTriedAgain() throws Exception {
    first.fails(Reason.REFUSED);
    second.fails(Reason.REFUSED);
    local.fails(Reason.REFUSED);
    Providers<String, String> providers = providers();

    assertThatThrownBy(() -> providers.make("it", ticket("a")))
        .isInstanceOf(GenerationException.class)
        .hasMessage("no provider made the script: first: refused; second: refused; local: refused");

    assertThat(providers.make("it", ticket("a")).provider()).isEqualTo("first");
  }

  @Test
  void whoAsksForTheSameMeanwhileWaitsForIt() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    first.whenAsked(
        () -> {
          begun.countDown();
          goOn.await();
        });
    Providers<String, String> providers = providers();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Generated<String>>> asking = new ArrayList<>();
      asking.add(threads.submit(() -> providers.make("it", ticket("a"))));
      begun.await();
      for (int i = 0; i < 3; i++) {
        asking.add(threads.submit(() -> providers.make("it", ticket("a"))));
      }
      await().until(() -> providers.following() == 3);
      goOn.countDown();

      int repeated = 0;
      for (Future<Generated<String>> one : asking) {
        assertThat(one.get().artefact()).isEqualTo("it by first");
        repeated += one.get().isRepeated() ? 1 : 0;
      }
      assertThat(repeated).isEqualTo(3);
      assertThat(first.calls()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
