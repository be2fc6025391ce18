package com.ytempire.ml.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutDecision.Step;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryWatchTest {
  private static final ModelRef OLD = new ModelRef("m", "1");
  private static final ModelRef NEW = new ModelRef("m", "2");
  private static final SideCounts GOOD = new SideCounts(3000, 0, 100, 3000, 210, 150);
  private static final SideCounts WORSE = new SideCounts(3000, 0, 100, 3000, 750, 500);
  private static final SideCounts USUAL = new SideCounts(9000, 2, 400, 9000, 1350, 900);

  private final HandClock clock = new HandClock();
  private final InMemoryModelRegistry registry = new InMemoryModelRegistry(clock);
  private final InMemoryRollouts rollouts = new InMemoryRollouts(registry, clock, UUID::randomUUID);
  private final Counted statistics = new Counted();
  private Canaries canaries;
  private CanaryWatch watch;
  private ManualRollouts humans;
  private Rollout canary;

  @BeforeEach
  void start() {
    canaries =
        new Canaries(
            registry,
            rollouts,
            statistics,
            clock,
            PlatformSettings.from(Map.of()).rollouts().canary());
    watch = new CanaryWatch(registry, rollouts, canaries);
    humans = new ManualRollouts(registry, rollouts, canaries);
    register(OLD);
    register(NEW);
    registry.activate(OLD);
    clock.now = clock.now.plusSeconds(60);
    canary = rollouts.start(NEW, RolloutKind.CANARY, 10, "someone");
    statistics.counts.put(TrafficVariant.ACTIVE, USUAL);
  }

  private void register(ModelRef ref) {
    registry.register(
        new ModelVersion(
            UUID.randomUUID(),
            ref,
            "trend_prediction",
            ModelStatus.INACTIVE,
            "file:///nowhere",
            null,
            null,
            null,
            clock.now,
            null,
            null,
            null));
  }

  private RolloutDecision last() {
    return rollouts.decisions("m", 1).get(0);
  }

  @Test
  void takesAWorseVersionBackAndKeepsTheFigures() {
    statistics.counts.put(TrafficVariant.CANARY, WORSE);

    assertThat(watch.look()).hasSize(1);

    assertThat(rollouts.find(canary.id()).orElseThrow().state())
        .isEqualTo(RolloutState.ROLLED_BACK);
    assertThat(last().step()).isEqualTo(Step.ROLLED_BACK);
    assertThat(last().active()).isEqualTo(OLD);
    assertThat(last().ruling().automatic()).isTrue();
    assertThat(last().ruling().by()).isEqualTo(Ruling.EVIDENCE);
    assertThat(last().ruling().reason()).contains("of judged answers wrong: 0.2500 over 3000");
    assertThat(last().ruling().figures())
        .contains("\"question\":\"wrong\"")
        .contains("\"difference\":0.1,")
        .contains("\"slow_above_ms\":50");
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void promotesAVersionThatHasProvedItself() {
    statistics.counts.put(TrafficVariant.CANARY, GOOD);

    watch.look();

    assertThat(registry.active("m").orElseThrow().ref()).isEqualTo(NEW);
    assertThat(last().step()).isEqualTo(Step.PROMOTED);
    assertThat(last().active()).isEqualTo(OLD);
  }

  @Test
  void keepsALookEachTimeHalfAsMuchAgainWasSeen() {
    for (int answers = 0; answers <= 100; answers++) {
      statistics.counts.put(TrafficVariant.CANARY, new SideCounts(answers, 0, 0, 0, 0, 0));
      clock.now = clock.now.plusSeconds(1);
      assertThat(watch.look()).isEmpty();
      watch.look();
    }

    List<RolloutLook> looks = rollouts.looks(canary.id());

    assertThat(looks)
        .extracting(RolloutLook::stage)
        .isSorted()
        .doesNotHaveDuplicates()
        .startsWith(1, 2, 3)
        .endsWith(RolloutLook.stage(100))
        .hasSizeLessThan(13);
    assertThat(looks.get(0).figures())
        .contains("\"verdict\":\"go_on\"")
        .contains("\"candidate\":{\"requests\":1,");
    assertThat(looks.get(0).at()).isBefore(looks.get(1).at());
  }

  @Test
  void neverPromotesWithoutOutcomesAndKeepsTheActiveVersionInTheEnd() {
    statistics.counts.put(TrafficVariant.ACTIVE, new SideCounts(900_000, 2, 400, 0, 0, 0));
    statistics.counts.put(TrafficVariant.CANARY, new SideCounts(100_000, 0, 4, 0, 0, 0));
    assertThat(watch.look()).isEmpty();

    clock.now = clock.now.plus(Duration.ofDays(28));
    assertThat(watch.look()).hasSize(1);

    assertThat(rollouts.find(canary.id()).orElseThrow().state()).isEqualTo(RolloutState.KEPT);
    assertThat(last().ruling().reason()).contains("the active version is kept");
    assertThat(registry.active("m").orElseThrow().ref()).isEqualTo(OLD);
  }

  @Test
  void decidesNothingWhileHeldAndGoesOnAfterwards() {
    statistics.counts.put(TrafficVariant.CANARY, WORSE);
    humans.hold(NEW, true, "ann", "a holiday");

    assertThat(watch.look()).isEmpty();

    assertThat(last().step()).isEqualTo(Step.HELD);
    assertThat(last().ruling().by()).isEqualTo("ann");
    humans.hold(NEW, false, "ann", null);
    assertThat(watch.look()).hasSize(1);
  }

  @Test
  void decidesNothingWhileTheStoreIsAwayAndGoesOnWhenItIsBack() {
    statistics.counts.put(TrafficVariant.CANARY, WORSE);
    statistics.away = true;

    assertThatThrownBy(watch::look).isInstanceOf(StoreUnavailableException.class);
    assertThat(rollouts.find(canary.id()).orElseThrow().isRunning()).isTrue();

    statistics.away = false;
    assertThat(watch.look()).hasSize(1);
  }

  @Test
  void fixesTheBoundOfSlowAnswersByTheDayBefore() {
    statistics.dayBefore = new LatencyQuantiles(40, 119.3, 200);
    canaries.evidence(canary);
    statistics.dayBefore = new LatencyQuantiles(40, 900, 2000);

    assertThat(canaries.evidence(canary).orElseThrow().slow()).isEqualTo(Duration.ofMillis(120));
    assertThat(statistics.slow).isEqualTo(Duration.ofMillis(120));
  }

  @Test
  void letsHumansDecideAgainstTheEvidenceAndKeepsWhatWasKnown() {
    statistics.counts.put(TrafficVariant.CANARY, WORSE);

    humans.promote(NEW, "bob", "we want it");

    assertThat(last().ruling().automatic()).isFalse();
    assertThat(last().ruling().reason()).isEqualTo("we want it");
    assertThat(last().ruling().figures()).contains("\"verdict\":\"roll_back\"");
    clock.now = clock.now.plusSeconds(5);
    assertThat(humans.rollBack(NEW, "bob", null).active()).isEqualTo(OLD);
    assertThat(last().version()).isEqualTo(NEW);
    assertThat(last().rolloutId()).isNull();
    assertThatThrownBy(() -> humans.rollBack(NEW, "bob", null))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("neither active nor a canary");
    assertThatThrownBy(() -> humans.promote(NEW, "bob", null))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("no canary of this version runs");
  }

  @Test
  void endsACanaryWhoseVersionWasDecidedOnElsewhere() {
    registry.activate(NEW);

    watch.look();

    assertThat(rollouts.find(canary.id()).orElseThrow().state()).isEqualTo(RolloutState.PROMOTED);
    assertThat(last().ruling().reason()).isEqualTo("its version became active elsewhere");
  }

  /** Counts that a test sets. */
  private static final class Counted implements PredictionStatistics {
    private final Map<TrafficVariant, SideCounts> counts = new EnumMap<>(TrafficVariant.class);
    private LatencyQuantiles dayBefore = new LatencyQuantiles(1, 2, 3);
    private Duration slow = Duration.ZERO;
    private boolean away;

    @Override
    public Map<ModelRef, PredictionSummary> summaries(
        Collection<ModelRef> models, Instant from, Instant until, Answers answers) {
      ModelRef model = models.iterator().next();
      return Map.of(
          model,
          new PredictionSummary(
              model, 500, 0, dayBefore, JudgedAnswers.NONE, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    @Override
    public SideCounts counts(
        ModelRef model, TrafficVariant variant, Instant from, Instant until, Duration bound) {
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
      slow = bound;
      return counts.getOrDefault(variant, SideCounts.NONE);
    }

    @Override
    public int measureDay(LocalDate date) {
      return 0;
    }

    @Override
    public boolean measureDaysOnce(LocalDate first, LocalDate last, Instant since) {
      return false;
    }

    @Override
    public List<DailyPerformance> daily(ModelRef model, LocalDate from, LocalDate to) {
      return List.of();
    }
  }

  /** A clock that stands still until a test moves it. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-02-03T04:05:06Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
