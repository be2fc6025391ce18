package com.ytempire.ml.api.model;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.api.routing.Routed;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.GrowthModels;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a real repository, in real engines, behind the real service. */
@Timeout(180)
class ReloadTest {
  private static final String MODEL = "trend_predictor";
  private static final ModelRef ONE = new ModelRef(MODEL, "1.2.3");
  private static final ModelRef TWO = new ModelRef(MODEL, "1.2.4");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private PublishedModels models;
  private ServiceUnderTest service;

  @BeforeEach
  void start() throws IOException {
    models = new PublishedModels(directory);
    service = ServiceUnderTest.start(models.variables(), options -> options);
    publish(tiny(ONE, 1));
    registry().activate(ONE);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private ModelRegistry registry() {
    return service.part(ModelRegistry.class);
  }

  private ModelFolder tiny(ModelRef ref, float constant) throws IOException {
    return models.tiny(ref, constant);
  }

  private void publish(ModelFolder folder) {
    models.publish(service, folder);
  }

  private Answer reload(String body) {
    return service.as("admin").post("/models/%s/reload".formatted(ONE.modelId()), body);
  }

  private Answer call(ModelRef model, String what) {
    return service.as("admin").send("POST", "/models/%s/%s".formatted(model.modelId(), what), null);
  }

  private int answer(String input) throws Exception {
    try (Routed routed = service.part(ModelRouter.class).route(MODEL, input).get(30, SECONDS)) {
      float[] sum =
          routed
              .lease()
              .engine(TabularEngine.class)
              .score(new float[] {0, 0}, PATIENCE)
              .get(30, SECONDS);
      return Math.round(sum[0]);
    }
  }

  @Test
  void givesTheCanaryItsShareWhileRequestsGoOnWithoutAnError() throws Exception {
    publish(tiny(TWO, 2));
    assertThat(answer("warm")).isEqualTo(1);
    Map<String, Integer> sides = new ConcurrentHashMap<>();
    AtomicInteger moved = new AtomicInteger();
    AtomicBoolean enabled = new AtomicBoolean();
    CompletableFuture<Void> before =
        CompletableFuture.runAsync(() -> ask(0, 1000, sides, enabled, moved));

    Answer answer = reload("{\"version\": \"1.2.4\", \"canary_percentage\": 10}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("canary_enabled").asBoolean()).isTrue();
    before.get(60, SECONDS);
    await().atMost(PATIENCE).until(() -> service.part(Rollouts.class).running().size() == 1);
    awaitCanary();

    enabled.set(true);
    sides.clear();
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> ask(0, 2500, sides, enabled, moved)),
            CompletableFuture.runAsync(() -> ask(2500, 5000, sides, enabled, moved)))
        .get(120, SECONDS);
    ask(0, 500, sides, enabled, moved);

    long candidates = sides.values().stream().filter(side -> side == 2).count();
    assertThat(candidates / 5000.0).isCloseTo(0.10, within(0.015));
    assertThat(moved).hasValue(0);
  }

  /** Asks inputs; every one must be answered, and by the side that answered it before. */
  private void ask(
      int from, int to, Map<String, Integer> sides, AtomicBoolean stable, AtomicInteger moved) {
    for (int i = from; i < to; i++) {
      String input = "input " + i;
      try {
        int now = answer(input);
        Integer earlier = sides.put(input, now);
        if (stable.get() && earlier != null && earlier != now) {
          moved.incrementAndGet();
        }
      } catch (Exception e) {
        throw new AssertionError(input, e);
      }
    }
  }

  private void awaitCanary() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int i = 0; i < 100; i++) {
                if (answer("probe " + i) == 2) {
                  return true;
                }
              }
              return false;
            });
  }

  @Test
  void answersAReloadAsTheReferencePrintsIt() throws Exception {
    publish(tiny(TWO, 2));

    Answer answer =
        reload(
            Printed.text("reload-request.json")
                .replace(
                    "s3://models/trend_predictor/v1.2.4",
                    "file://" + directory.resolve("registry/trend_predictor/1.2.4")));

    assertThat(answer.status()).isEqualTo(200);
    Printed.assertHasEveryField("reload.json", answer.json());
    assertThat(answer.json().get("status").asText()).isEqualTo("success");
    assertThat(answer.json().get("model_id").asText()).isEqualTo("trend_predictor_v1.2.4");
    assertThat(answer.json().get("validation_passed").asBoolean()).isTrue();
    assertThat(registry().active(MODEL).orElseThrow().ref()).isEqualTo(ONE);
  }

  @Test
  void takesAVersionFromAnAllowedPlaceIntoTheRegistry() throws Exception {
    try (ModelRepository elsewhere = models.repository("elsewhere")) {
      ModelFolder two = tiny(TWO, 2);
      elsewhere.publish(two.manifest(), two.directory());
    }
    String source = "file://" + directory.resolve("elsewhere/trend_predictor/1.2.4");

    Answer answer =
        reload(
            "{\"version\": \"1.2.4\", \"source\": \"%s\", \"canary_percentage\": 100}"
                .formatted(source));

    assertThat(answer.json().get("status").asText()).isEqualTo("success");
    assertThat(answer.json().get("canary_enabled").asBoolean()).isFalse();
    assertThat(registry().active(MODEL).orElseThrow().ref()).isEqualTo(TWO);
    assertThat(Files.exists(directory.resolve("registry/trend_predictor/1.2.4/manifest.json")))
        .isTrue();
    await().atMost(PATIENCE).until(() -> answer("any") == 2);
  }

  @Test
  void saysHonestlyWhatDidNotPassAndChangesNothing() throws Exception {
    ModelRef three = new ModelRef(MODEL, "1.3.0");
    ModelFolder liar = tiny(three, 3);
    publish(
        TinyModels.withExample(
            liar,
            new KnownExample(
                Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
                Map.of("sum", Tensor.of(new float[] {99}, 1, 1)),
                1e-5)));
    ModelRef four = new ModelRef(MODEL, "1.4.0");
    publish(GrowthModels.sequence(directory.resolve("made/sequence"), four));

    for (String version : new String[] {"9.9.9", "1.3.0", "1.4.0"}) {
      JsonNode answer = reload("{\"version\": \"%s\"}".formatted(version)).json();
      assertThat(answer.get("status").asText()).as(version).isEqualTo("failed");
      assertThat(answer.get("validation_passed").asBoolean()).isFalse();
      assertThat(answer.get("canary_enabled").asBoolean()).isFalse();
      assertThat(answer.get("message").asText()).isNotBlank().doesNotContain("com.ytempire");
    }
    assertThat(service.part(Rollouts.class).running()).isEmpty();
    assertThat(answer("any")).isEqualTo(1);
  }

  @Test
  void promotesRollsBackAndShadows() throws Exception {
    publish(tiny(TWO, 2));
    assertThat(call(TWO, "promote").status()).isEqualTo(409);
    assertThat(call(ONE, "rollback").status()).isEqualTo(409);
    assertThat(call(TWO, "rollback").status()).isEqualTo(409);
    assertThat(call(ONE, "shadow").status()).isEqualTo(409);

    JsonNode shadow = call(TWO, "shadow").json();
    assertThat(shadow.get("kind").asText()).isEqualTo("shadow");
    assertThat(shadow.get("percentage").asInt()).isEqualTo(100);
    assertThat(shadow.get("state").asText()).isEqualTo("running");

    reload("{\"version\": \"1.2.4\", \"canary_percentage\": 50}");
    JsonNode promoted = call(TWO, "promote").json();
    assertThat(promoted.get("state").asText()).isEqualTo("promoted");
    assertThat(promoted.get("active_model_id").asText()).isEqualTo("trend_predictor_v1.2.4");
    assertThat(promoted.get("candidate").get("model_id").asText())
        .isEqualTo("trend_predictor_v1.2.4");
    await().atMost(PATIENCE).until(() -> answer("any") == 2);
    assertThat(service.part(Rollouts.class).running()).isEmpty();

    JsonNode reverted =
        service
            .as("admin")
            .post("/models/trend_predictor_v1.2.4/rollback", "{\"reason\": \"worse\"}")
            .json();
    assertThat(reverted.get("active_model_id").asText()).isEqualTo("trend_predictor_v1.2.3");
    assertThat(reverted.get("reason").asText()).isEqualTo("worse");
    await().atMost(PATIENCE).until(() -> answer("any") == 1);
  }

  @Test
  void takesOneCanaryAtATimeAndNoDeprecatedVersion() throws Exception {
    ModelRef three = new ModelRef(MODEL, "1.3.0");
    publish(tiny(TWO, 2));
    publish(tiny(three, 3));
    reload("{\"version\": \"1.2.4\"}");

    Answer second = reload("{\"version\": \"1.3.0\"}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().get("detail").asText()).contains("runs for version 1.2.4");

    assertThat(call(TWO, "rollback").json().get("state").asText()).isEqualTo("rolled_back");
    registry().deprecate(three);
    assertThat(reload("{\"version\": \"1.3.0\"}").status()).isEqualTo(409);
    assertThat(
            service.as("admin").post("/models/nobody_v1/reload", "{\"version\": \"1\"}").status())
        .isEqualTo(404);
  }
}
