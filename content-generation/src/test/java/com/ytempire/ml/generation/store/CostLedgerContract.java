package com.ytempire.ml.generation.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.cost.Budgets;
import com.ytempire.ml.generation.cost.Charge;
import com.ytempire.ml.generation.cost.ChargeState;
import com.ytempire.ml.generation.cost.CostLedger;
import com.ytempire.ml.generation.cost.Payer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger of charges does, each test with an empty one. */
abstract class CostLedgerContract {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final BigDecimal DOLLAR = new BigDecimal("1.000000");

  abstract CostLedger costs();

  private static Charge charge(String key, Payer payer, Instant at) {
    return new Charge(UUID.randomUUID(), key, "script", "openai", "gpt-4", payer, DOLLAR, at);
  }

  private static Budgets budgets(
      @Nullable String video,
      @Nullable String key,
      @Nullable String channel,
      @Nullable String hour) {
    return new Budgets(null, amount(video), amount(key), amount(channel), amount(hour));
  }

  private static @Nullable BigDecimal amount(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private boolean fits(Charge charge, Budgets budgets) {
    return costs().begin(charge, budgets).isEmpty();
  }

  @Test
  void whatWasBegunCountsAndWhatIsReleasedDoesNot() {
    Instant at = BEGIN;
    Charge first = charge("counted", Payer.NOBODY, at);
    assertThat(costs().mayHaveBeenCharged("counted")).isFalse();
    assertThat(fits(first, Budgets.NONE)).isTrue();
    assertThat(costs().mayHaveBeenCharged("counted")).isTrue();
    assertThat(costs().since(at)).isEqualByComparingTo("1");

    costs().end(first.id(), ChargeState.RELEASED, BigDecimal.ZERO);
    assertThat(costs().mayHaveBeenCharged("counted")).isFalse();

    Charge second = charge("counted", Payer.NOBODY, at);
    assertThat(fits(second, Budgets.NONE)).isTrue();
    costs().end(second.id(), ChargeState.SETTLED, new BigDecimal("0.25"));
    costs().end(second.id(), ChargeState.RELEASED, BigDecimal.ZERO);
    assertThat(costs().mayHaveBeenCharged("counted")).as("what is settled stays so").isTrue();

    Charge third = charge("uncertain", Payer.NOBODY, at);
    assertThat(fits(third, Budgets.NONE)).isTrue();
    costs().end(third.id(), ChargeState.UNCERTAIN, DOLLAR);
    assertThat(costs().mayHaveBeenCharged("uncertain")).isTrue();
  }

  @Test
  void eachBudgetCountsWhatItIsFor() {
    Instant at = BEGIN;
    var payer = new Payer("key", "video", "channel");
    assertThat(fits(charge("a", payer, at), Budgets.NONE)).isTrue();

    Instant later = at.plus(Duration.ofHours(2));
    assertThat(costs().begin(charge("b", payer, later), budgets("1.5", null, null, null)))
        .contains("budget per_video of $1.5: $1.000000 are spent, and this would cost $1.000000");
    assertThat(fits(charge("b", payer, later), budgets(null, "1.5", null, null))).isFalse();
    assertThat(fits(charge("b", payer, later), budgets(null, null, "1.5", null))).isFalse();
    assertThat(fits(charge("b", payer, later), budgets(null, null, null, "1.5"))).isTrue();
    assertThat(fits(charge("c", payer, later), budgets(null, null, null, "1.5"))).isFalse();

    var others = new Payer("other key", "other video", "other channel");
    assertThat(fits(charge("d", others, later), budgets("1", "1", "1", null))).isTrue();
    assertThat(fits(charge("e", Payer.NOBODY, later), budgets("0", "0", "0", null))).isTrue();

    Instant nextDay = at.plus(Duration.ofHours(27));
    assertThat(fits(charge("f", payer, nextDay), budgets(null, "1", "1", "1"))).isTrue();
    assertThat(fits(charge("g", payer, nextDay), budgets("4", null, null, null)))
        .as("a video's costs do not grow old")
        .isTrue();
    assertThat(costs().ofVideo("video")).isEqualByComparingTo("4");
    assertThat(fits(charge("h", payer, nextDay), budgets("4", null, null, null))).isFalse();
  }

  @Test
  void whoBeginAtTheSameTimeKeepTheBudgetTogether() throws Exception {
    Instant at = BEGIN;
    Budgets ten = budgets(null, null, null, "10");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<String>>> beginning = new ArrayList<>();
      IntStream.range(0, 40)
          .forEach(
              i ->
                  beginning.add(() -> costs().begin(charge("at once" + i, Payer.NOBODY, at), ten)));
      int begun = 0;
      for (Future<Optional<String>> one : threads.invokeAll(beginning)) {
        begun += one.get().isEmpty() ? 1 : 0;
      }

      assertThat(begun).isEqualTo(10);
      assertThat(costs().since(at)).isEqualByComparingTo("10");
    } finally {
      threads.shutdownNow();
    }
  }
}
