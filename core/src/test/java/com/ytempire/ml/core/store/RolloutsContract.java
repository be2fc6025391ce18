package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutDecision.Step;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.store.DecisionOutbox.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of rollouts does. Tests use models of their own and share one store. */
public abstract class RolloutsContract {
  /** When the store under test says that it is. */
  protected static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  protected abstract Rollouts rollouts();

  /** What is yet to be told of its decisions. */
  protected abstract DecisionOutbox outbox();

  /** The registry beside it. */
  protected abstract ModelRegistry registry();

  private ModelRef version(String name, int number) {
    ModelRef ref = new ModelRef(name, "1." + number);
    registry()
        .register(
            new ModelVersion(
                UUID.nameUUIDFromBytes((name + number).getBytes(StandardCharsets.UTF_8)),
                ref,
                "trend_prediction",
                ModelStatus.INACTIVE,
                "s3://models/" + ref.folder(),
                null,
                null,
                null,
                NOW.plusSeconds(number),
                null,
                null,
                null));
    return ref;
  }

  private static Ruling ruling(String reason) {
    return Ruling.byHand("someone", reason);
  }

  private ModelRef active(String name) {
    ModelRef ref = version(name, 0);
    registry().activate(ref);
    return ref;
  }

  @Test
  void keepsACanaryAsItWasStarted() {
    active("kept");
    ModelRef candidate = version("kept", 1);

    Rollout started = rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");

    assertThat(started)
        .isEqualTo(
            new Rollout(
                started.id(),
                candidate,
                RolloutKind.CANARY,
                10,
                RolloutState.RUNNING,
                NOW,
                null,
                null,
                "someone"));
    assertThat(rollouts().find(started.id())).contains(started);
    assertThat(rollouts().running()).contains(started);
    assertThat(rollouts().history("kept")).containsExactly(started);
    assertThat(rollouts().find(new UUID(1, 2))).isEmpty();
    assertThat(registry().active("kept").orElseThrow().ref().version()).isEqualTo("1.0");
  }

  @Test
  void changesTheShareOfACandidateThatRunsAlreadyAndKeepsItsId() {
    active("widened");
    ModelRef candidate = version("widened", 1);
    Rollout started = rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");

    Rollout widened = rollouts().start(candidate, RolloutKind.CANARY, 50, "another");

    assertThat(widened).isEqualTo(started.withPercentage(50));
    assertThat(rollouts().find(started.id())).contains(widened);
    assertThat(rollouts().history("widened")).hasSize(1);
  }

  @Test
  void refusesASecondCandidateOfOneKindAndTakesOneOfTheOther() {
    active("busy");
    ModelRef first = version("busy", 1);
    ModelRef second = version("busy", 2);
    rollouts().start(first, RolloutKind.CANARY, 10, "someone");

    assertThatThrownBy(() -> rollouts().start(second, RolloutKind.CANARY, 10, "someone"))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("a canary of model busy runs for version 1.1 already");

    Rollout shadow = rollouts().start(second, RolloutKind.SHADOW, 100, "someone");
    assertThat(rollouts().running()).contains(shadow);
  }

  @Test
  void refusesVersionsThatCannotBeTried() {
    ModelRef active = active("refused");
    ModelRef retired = version("refused", 1);
    registry().deprecate(retired);

    assertThatThrownBy(() -> rollouts().start(active, RolloutKind.CANARY, 10, "someone"))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("is active already");
    assertThatThrownBy(() -> rollouts().start(retired, RolloutKind.CANARY, 10, "someone"))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("is deprecated");
    assertThatThrownBy(
            () -> rollouts().start(new ModelRef("refused", "9"), RolloutKind.CANARY, 10, "someone"))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("not registered");
    assertThat(rollouts().history("refused")).isEmpty();
  }

  @Test
  void promotesTheCandidateAndEndsTheRolloutTogether() {
    active("promoted");
    ModelRef candidate = version("promoted", 1);
    Rollout started = rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");

    Rollout promoted = rollouts().promote(started.id(), ruling("better"));

    assertThat(promoted).isEqualTo(started.ended(RolloutState.PROMOTED, NOW, "better"));
    assertThat(rollouts().find(started.id())).contains(promoted);
    assertThat(rollouts().running()).doesNotContain(started);
    assertThat(registry().active("promoted").orElseThrow().ref()).isEqualTo(candidate);
    assertThat(rollouts().promote(started.id(), ruling("again"))).isEqualTo(promoted);
  }

  @Test
  void takesACanaryBackAndStopsAShadow() {
    ModelRef active = active("ended");
    Rollout canary = rollouts().start(version("ended", 1), RolloutKind.CANARY, 10, "someone");
    Rollout shadow = rollouts().start(version("ended", 2), RolloutKind.SHADOW, 100, "someone");

    assertThat(rollouts().end(canary.id(), ruling("slow")))
        .isEqualTo(canary.ended(RolloutState.ROLLED_BACK, NOW, "slow"));
    assertThat(rollouts().end(shadow.id(), ruling("seen enough")))
        .isEqualTo(shadow.ended(RolloutState.STOPPED, NOW, "seen enough"));

    assertThat(rollouts().end(canary.id(), ruling("again")).reason()).isEqualTo("slow");
    assertThat(registry().active("ended").orElseThrow().ref()).isEqualTo(active);
    assertThatThrownBy(() -> rollouts().promote(canary.id(), ruling("late")))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("is rolled_back and cannot be promoted");
    // The place is free again.
    assertThat(rollouts().start(version("ended", 3), RolloutKind.CANARY, 5, "someone").isRunning())
        .isTrue();
  }

  @Test
  void neitherPromotesAShadowNorACandidateThatWasDeprecatedMeanwhile() {
    ModelRef active = active("unfit");
    ModelRef candidate = version("unfit", 1);
    Rollout canary = rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");
    Rollout shadow = rollouts().start(version("unfit", 2), RolloutKind.SHADOW, 1, "someone");
    registry().deprecate(candidate);

    assertThatThrownBy(() -> rollouts().promote(canary.id(), ruling("blind")))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> rollouts().promote(shadow.id(), ruling("blind")))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> rollouts().end(new UUID(3, 4), ruling("nothing")))
        .isInstanceOf(StoreRefusedException.class);

    assertThat(rollouts().find(canary.id())).contains(canary);
    assertThat(registry().active("unfit").orElseThrow().ref()).isEqualTo(active);
  }

  @Test
  void keepsEachDecisionWithItsReasonsAndWhatWasActive() {
    ModelRef active = active("decided");
    ModelRef candidate = version("decided", 1);
    Rollout canary = rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");
    rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");
    rollouts().start(candidate, RolloutKind.CANARY, 20, "another");
    rollouts().hold(canary.id(), true, ruling("holiday"));
    rollouts().hold(canary.id(), true, ruling("again"));
    rollouts().hold(canary.id(), false, ruling("back"));
    Ruling proof = Ruling.automatic("better").with("{\"margin\": 0.02}");
    rollouts().promote(canary.id(), proof);
    rollouts().promote(canary.id(), ruling("once more"));
    rollouts().revert(active, ruling("regret"));

    List<RolloutDecision> decisions = new ArrayList<>(rollouts().decisions("decided", 100));

    // All were made at the same instant here, so their order says nothing.
    assertThat(decisions)
        .extracting(RolloutDecision::step, RolloutDecision::percentage)
        .containsExactlyInAnyOrder(
            tuple(Step.STARTED, 10),
            tuple(Step.SHARE_CHANGED, 20),
            tuple(Step.HELD, 20),
            tuple(Step.RESUMED, 20),
            tuple(Step.PROMOTED, 100),
            tuple(Step.ROLLED_BACK, 0));
    RolloutDecision promoted =
        decisions.stream().filter(made -> made.step() == Step.PROMOTED).findFirst().orElseThrow();
    assertThat(promoted)
        .isEqualTo(
            new RolloutDecision(
                promoted.id(),
                canary.id(),
                RolloutKind.CANARY,
                candidate,
                active,
                Step.PROMOTED,
                100,
                proof,
                NOW));
    RolloutDecision reverted =
        decisions.stream().filter(made -> made.rolloutId() == null).findFirst().orElseThrow();
    assertThat(reverted.version()).isEqualTo(candidate);
    assertThat(registry().active("decided").orElseThrow().ref()).isEqualTo(active);
    assertThat(rollouts().decisions("decided", 2)).hasSize(2);
  }

  @Test
  void endsACanaryOfWhichNothingWasShownAsKept() {
    active("unproven");
    Rollout canary = rollouts().start(version("unproven", 1), RolloutKind.CANARY, 10, "someone");
    Rollout shadow = rollouts().start(version("unproven", 2), RolloutKind.SHADOW, 10, "someone");

    assertThat(rollouts().keep(canary.id(), Ruling.automatic("late")))
        .isEqualTo(canary.ended(RolloutState.KEPT, NOW, "late"));

    assertThat(rollouts().keep(canary.id(), ruling("again")).reason()).isEqualTo("late");
    assertThat(rollouts().find(canary.id()).orElseThrow().state()).isEqualTo(RolloutState.KEPT);
    assertThatThrownBy(() -> rollouts().keep(shadow.id(), ruling("no")))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("only a running canary");
    assertThatThrownBy(() -> rollouts().hold(canary.id(), true, ruling("no")))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> rollouts().revert(new ModelRef("nobody", "1"), ruling("no")))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void fixesTheBoundOfSlowAnswersOnce() {
    active("bounded");
    Rollout canary = rollouts().start(version("bounded", 1), RolloutKind.CANARY, 10, "someone");

    assertThat(rollouts().terms(canary.id())).isEqualTo(new RolloutTerms(false, null, NOW));
    assertThat(rollouts().fixSlow(canary.id(), Duration.ofMillis(80)).slow())
        .isEqualTo(Duration.ofMillis(80));
    assertThat(rollouts().fixSlow(canary.id(), Duration.ofMillis(90)).slow())
        .isEqualTo(Duration.ofMillis(80));
    assertThatThrownBy(() -> rollouts().terms(new UUID(5, 6)))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void keepsOneLookOfEachStageOfAComparison() {
    active("looked");
    Rollout canary = rollouts().start(version("looked", 1), RolloutKind.CANARY, 10, "someone");
    var first = new RolloutLook(canary.id(), NOW, 1, NOW.plusSeconds(1), "{\"requests\": 1}");
    var second = new RolloutLook(canary.id(), NOW, 2, NOW.plusSeconds(2), "{\"requests\": 2}");
    var anew =
        new RolloutLook(canary.id(), NOW.plusSeconds(3), 1, NOW.plusSeconds(4), "{\"judged\": 0}");

    rollouts().keep(second);
    rollouts().keep(first);
    rollouts().keep(anew);
    rollouts().keep(new RolloutLook(canary.id(), NOW, 1, NOW.plusSeconds(9), "{}"));

    assertThat(rollouts().looks(canary.id())).containsExactly(first, second, anew);
    assertThat(rollouts().looks(new UUID(7, 8))).isEmpty();
    assertThatThrownBy(() -> rollouts().keep(new RolloutLook(new UUID(7, 8), NOW, 1, NOW, "{}")))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void handsEachDecisionOutUntilItIsDelivered() {
    active("told");
    Rollout canary = rollouts().start(version("told", 1), RolloutKind.CANARY, 10, "someone");
    rollouts().start(version("told", 2), RolloutKind.SHADOW, 10, "someone");
    UUID decision =
        rollouts().decisions("told", 9).stream()
            .filter(made -> canary.id().equals(made.rolloutId()))
            .findFirst()
            .orElseThrow()
            .id();

    List<Notice> first = taken("told");
    assertThat(first).hasSize(1);
    assertThat(first.get(0).decision().id()).isEqualTo(decision);
    assertThat(first.get(0).attempts()).isZero();
    assertThat(taken("told")).isEmpty();

    outbox().failed(decision, Duration.ZERO, "nobody there");
    List<Notice> again = taken("told");
    assertThat(again).hasSize(1);
    assertThat(again.get(0).attempts()).isEqualTo(1);

    outbox().failed(decision, Duration.ZERO, "nobody there");
    long waiting = outbox().waiting();
    outbox().delivered(decision);
    assertThat(outbox().waiting()).isEqualTo(waiting - 1);
    assertThat(taken("told")).isEmpty();
  }

  /** Takes everything that is due and leaves the rest of the tests' notices waiting. */
  private List<Notice> taken(String model) {
    return outbox().take(1000, Duration.ofHours(1)).stream()
        .filter(notice -> notice.decision().version().name().equals(model))
        .toList();
  }

  @Test
  void letsOneOfManyCandidatesInThatStartAtOnce() throws Exception {
    active("contended");
    List<ModelRef> candidates =
        IntStream.range(1, 9).mapToObj(number -> version("contended", number)).toList();
    var refused = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tasks =
          candidates.stream()
              .<Callable<Boolean>>map(
                  candidate ->
                      () -> {
                        try {
                          rollouts().start(candidate, RolloutKind.CANARY, 10, "someone");
                          return true;
                        } catch (StoreRefusedException e) {
                          refused.incrementAndGet();
                          return false;
                        }
                      })
              .toList();
      for (Future<Boolean> done : executor.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(refused).hasValue(7);
    assertThat(rollouts().history("contended")).hasSize(1);
  }
}
