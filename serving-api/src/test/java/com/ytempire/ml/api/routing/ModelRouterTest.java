package com.ytempire.ml.api.routing;

import static com.ytempire.ml.api.routing.RoutingFixture.MODEL;
import static com.ytempire.ml.api.routing.RoutingFixture.version;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.routing.ShadowCall.ShadowAnswer;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.testing.GrowthModels;
import com.ytempire.ml.inference.testing.TinyModels;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModelRouterTest {
  @TempDir private static Path directory;

  private RoutingFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new RoutingFixture(directory.resolve(UUID.randomUUID().toString()));
    fixture.registry.activate(fixture.publish(1));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Rollout canary(ModelRef candidate, int percentage) {
    return fixture.rollouts.start(candidate, RolloutKind.CANARY, percentage, "test");
  }

  private void awaitAnswer(String input, int expected) {
    await().atMost(20, SECONDS).until(() -> fixture.answer(input) == expected);
  }

  /** An input on the candidate's side. */
  private static String candidates(Rollout rollout) {
    int number = 0;
    while (!StableHash.isCandidates(rollout, "input " + number)) {
      number++;
    }
    return "input " + number;
  }

  @Test
  void asksTheActiveVersionAndTellsOthersWhichItIs() throws Exception {
    try (Routed routed = fixture.route("any")) {
      assertThat(routed.model()).isEqualTo(version(1));
      assertThat(routed.variant()).isEqualTo(TrafficVariant.ACTIVE);
      assertThat(RoutingFixture.answer(routed)).isEqualTo(1);
    }
    assertThat(fixture.memory).containsEntry(MODEL, version(1));
  }

  @Test
  void sendsTheCanaryItsShareAndEachInputToOneSide() throws Exception {
    Rollout rollout = canary(fixture.publish(2), 10);
    awaitAnswer(candidates(rollout), 2);
    Map<String, Integer> first = new HashMap<>();
    int candidates = 0;
    for (int i = 0; i < 5000; i++) {
      int answer = fixture.answer("input " + i);
      first.put("input " + i, answer);
      candidates += answer == 2 ? 1 : 0;
    }

    assertThat(candidates / 5000.0).isCloseTo(0.10, within(0.015));
    for (int i = 0; i < 500; i++) {
      assertThat(fixture.answer("input " + i)).isEqualTo(first.get("input " + i));
    }
  }

  @Test
  void letsARequestEndWithTheVersionThatItBeganWith() throws Exception {
    Routed begun = fixture.route("any");
    fixture.registry.activate(fixture.publish(2));
    awaitAnswer("any", 2);

    assertThat(RoutingFixture.answer(begun)).isEqualTo(1);
    assertThat(fixture.loaded()).contains(version(1));
    begun.close();

    await().untilAsserted(() -> assertThat(fixture.loaded()).containsExactly(version(2)));
  }

  @Test
  void takesTheCandidateOutWhenItIsRolledBackAndForAllWhenItIsPromoted() throws Exception {
    Rollout rollout = canary(fixture.publish(2), 50);
    String input = candidates(rollout);
    awaitAnswer(input, 2);

    fixture.rollouts.end(rollout.id(), Ruling.byHand("someone", "test"));
    fixture.router.refresh().get(20, SECONDS);
    assertThat(fixture.answer(input)).isEqualTo(1);

    Rollout again = canary(fixture.publish(3), 1);
    fixture.rollouts.promote(again.id(), Ruling.byHand("someone", "test"));
    awaitAnswer("whatever", 3);
    await().untilAsserted(() -> assertThat(fixture.loaded()).containsExactly(version(3)));
  }

  @Test
  void keepsACandidateOutThatAnswersInAnotherFormOrWrongly() throws Exception {
    ModelRef other = version(2);
    fixture.publish(GrowthModels.row(fixture.directory().resolve(other.folder()), other));
    Rollout misfit = canary(other, 100);
    assertThat(fixture.answer(candidates(misfit))).isEqualTo(1);
    await().untilAsserted(() -> assertThat(fixture.loaded()).contains(other));
    fixture.router.refresh().get(20, SECONDS);
    assertThat(fixture.answer(candidates(misfit))).isEqualTo(1);
    fixture.rollouts.end(misfit.id(), Ruling.byHand("someone", "test"));

    ModelRef wrong = version(3);
    ModelFolder liar = TinyModels.sum(fixture.directory().resolve(wrong.folder()), wrong, 3);
    fixture.publish(
        TinyModels.withExample(
            liar,
            new KnownExample(
                Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
                Map.of("sum", Tensor.of(new float[] {99}, 1, 1)),
                1e-5)));
    Rollout broken = canary(wrong, 100);
    fixture.router.refresh().get(20, SECONDS);
    fixture.router.refresh().get(20, SECONDS);

    assertThat(fixture.answer(candidates(broken))).isEqualTo(1);
    assertThat(fixture.loaded()).doesNotContain(wrong);
  }

  @Test
  void goesOnWithTheVersionBeforeWhenTheNextCannotBeLoaded() throws Exception {
    assertThat(fixture.answer("any")).isEqualTo(1);

    fixture.registry.activate(fixture.register(version(9)));
    fixture.router.refresh().get(20, SECONDS);
    fixture.router.refresh().get(20, SECONDS);

    assertThat(fixture.answer("any")).isEqualTo(1);
  }

  @Test
  void failsWhenNobodyCanAnswerAndRecoversWhenSomebodyCan() throws Exception {
    assertThatThrownBy(() -> fixture.router.route("nothing", "any").get(20, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NoActiveModelException.class);

    fixture.registry.activate(fixture.register(version(9)));
    assertThatThrownBy(() -> fixture.answer("any"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ModelLoadException.class);
    await().until(() -> !fixture.log.failures().isEmpty());
    assertThat(fixture.log.failures().get(0).model()).isEqualTo(version(9));

    fixture.registry.activate(version(1));
    await().atMost(20, SECONDS).ignoreExceptions().until(() -> fixture.answer("any") == 1);
  }

  @Test
  void asksTheShadowWhatWasAnsweredAndWaitsForNobody() throws Exception {
    fixture.rollouts.start(fixture.publish(2), RolloutKind.SHADOW, 100, "test");
    assertThat(fixture.answer("any")).isEqualTo(1);
    await().until(() -> fixture.loaded().contains(version(2)));
    fixture.router.refresh().get(20, SECONDS);
    ServedPrediction given = given(version(1));

    fixture.router.shadow(given, "any", lease -> new CompletableFuture<>());
    fixture.router.shadow(
        given,
        "any",
        lease ->
            CompletableFuture.completedFuture(
                new ShadowAnswer("{\"by\": \"%s\"}".formatted(lease.engine().ref()), 0.25)));

    await().until(() -> !fixture.log.served().isEmpty());
    ServedPrediction shadowed = fixture.log.served().get(0);
    assertThat(shadowed.model()).isEqualTo(version(2));
    assertThat(shadowed.variant()).isEqualTo(TrafficVariant.SHADOW);
    assertThat(shadowed.metadata())
        .containsEntry(ServedPrediction.SHADOW_OF, given.id().toString());
    assertThat(shadowed.outputJson()).contains("sum_v2");
    assertThat(shadowed.inputJson()).isEqualTo(given.inputJson());
    assertThat(fixture.answer("any")).isEqualTo(1);
  }

  @Test
  void countsAShadowThatFails() throws Exception {
    fixture.rollouts.start(fixture.publish(2), RolloutKind.SHADOW, 100, "test");
    fixture.answer("any");
    await().until(() -> fixture.loaded().contains(version(2)));
    fixture.router.refresh().get(20, SECONDS);

    fixture.router.shadow(
        given(version(1)),
        "any",
        lease -> {
          throw new IllegalStateException("broken");
        });

    await().until(() -> !fixture.log.failures().isEmpty());
    assertThat(fixture.log.failures().get(0).variant()).isEqualTo(TrafficVariant.SHADOW);
    assertThat(fixture.log.served()).isEmpty();
  }

  private static ServedPrediction given(ModelRef model) {
    return new ServedPrediction(
        new UUID(1, 2),
        model,
        "sum",
        "{\"a\": 1}",
        "{\"sum\": 3}",
        0.5,
        Duration.ofMillis(3),
        BigDecimal.ZERO,
        Instant.parse("2026-01-10T10:00:00Z"),
        Map.of(ServedPrediction.VARIANT, "active"));
  }
}
