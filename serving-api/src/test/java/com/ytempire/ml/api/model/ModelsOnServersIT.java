package com.ytempire.ml.api.model;

import static com.ytempire.ml.api.model.ModelFixtures.served;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.api.routing.ActiveVersions;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.api.routing.Routed;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A canary's way from reload to promotion, on a real Postgres and a real Redis. */
@Timeout(180)
class ModelsOnServersIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final String MODEL = "trend_predictor";
  private static final ModelRef ONE = new ModelRef(MODEL, "1.2.3");
  private static final ModelRef TWO = new ModelRef(MODEL, "1.2.4");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() throws SQLException, IOException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    DatabaseSettings database = SERVERS.database();
    RedisSettings redis = SERVERS.redis();
    service =
        ServiceUnderTest.start(
            Map.of(
                "DATABASE_URL",
                "postgresql://%s@%s:%d/%s"
                    .formatted(
                        database.user(), database.host(), database.port(), database.database()),
                "REDIS_URL",
                "redis://%s:%d/0".formatted(redis.host(), redis.port()),
                "MODEL_REGISTRY_PATH",
                directory.resolve("registry").toString(),
                "MODEL_CACHE_DIR",
                directory.resolve("cache").toString(),
                "PREDICTION_JOURNAL_DIR",
                directory.resolve("journal").toString(),
                "MODEL_DEFAULT_TIMEOUT_MS",
                "60000",
                "MODEL_POLL_MS",
                "100"),
            ModelsOnServersIT::withRealStores);
    publish(ONE, 1);
    publish(TWO, 2);
    service.part(ModelRegistry.class).activate(ONE);
  }

  private static ServiceOptions withRealStores(ServiceOptions options) {
    Map<Class<?>, Object> others = new HashMap<>(options.replacements());
    others
        .keySet()
        .removeAll(
            Set.of(
                ModelRegistry.class,
                Rollouts.class,
                DecisionOutbox.class,
                ActiveVersions.class,
                PredictionLog.class,
                PredictionStatistics.class,
                TrainingJobs.class));
    return new ServiceOptions(
        options.settings(),
        options.plan(),
        options.engines(),
        options.clock(),
        options.port(),
        options.metricsPort(),
        others);
  }

  private static void publish(ModelRef ref, float constant) throws IOException {
    ModelFolder made = TinyModels.sum(directory.resolve("made/" + ref.folder()), ref, constant);
    try (ModelRepository repository =
        ModelRepository.open(
            directory.resolve("registry").toString(),
            new ObjectStoreSettings(null, "eu", null, null))) {
      repository.publish(made.manifest(), made.directory());
      new ModelPublisher(
              repository, service.part(ModelRegistry.class), Clock.systemUTC(), UUID::randomUUID)
          .register(ref, "test");
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Answers one input, as a prediction does. */
  private static TrafficVariant serve(String input) throws Exception {
    try (Routed routed = service.part(ModelRouter.class).route(MODEL, input).get(30, SECONDS)) {
      service
          .part(PredictionJournal.class)
          .record(served(routed.model(), routed.variant(), Instant.now(), 7, "0", "0"));
      return routed.variant();
    }
  }

  @Test
  void bringsAVersionFromReloadToPromotionAndMeasuresBoth() throws Exception {
    ServiceClient admin = service.as("admin");
    assertThat(serve("warm")).isEqualTo(TrafficVariant.ACTIVE);
    RedisClient redis = service.part(RedisClient.class);
    assertThat(redis.get("models:trend_predictor:active")).isEqualTo("trend_predictor_v1.2.3");

    Answer reload =
        admin.post(
            "/models/trend_predictor_v1.2.3/reload",
            "{\"version\": \"1.2.4\", \"canary_percentage\": 50}");
    assertThat(reload.json().get("canary_enabled").asBoolean()).as(reload.body()).isTrue();
    await().atMost(PATIENCE).until(() -> canaryOf(50) > 0);
    int canary = canaryOf(400);
    assertThat(canary / 400.0).isBetween(0.4, 0.6);
    service.part(PredictionJournal.class).failed(TWO, TrafficVariant.CANARY);

    await().atMost(PATIENCE).until(() -> requests("trend_predictor_v1.2.4", "errors") == 1);
    await().atMost(PATIENCE).until(() -> requests("trend_predictor_v1.2.4", "requests") > canary);

    JsonNode promoted = admin.send("POST", "/models/trend_predictor_v1.2.4/promote", null).json();
    assertThat(promoted.get("state").asText()).isEqualTo("promoted");
    assertThat(promoted.at("/candidate/errors").asInt()).isEqualTo(1);
    assertThat(promoted.at("/active/requests").asLong()).isPositive();
    await().atMost(PATIENCE).until(() -> serve("any") == TrafficVariant.ACTIVE);
    await()
        .atMost(PATIENCE)
        .until(() -> "trend_predictor_v1.2.4".equals(redis.get("models:trend_predictor:active")));
    JsonNode models = service.as("read").get("/models?status=active").json().get("models");
    assertThat(models).hasSize(1);
    assertThat(models.get(0).get("model_id").asText()).isEqualTo("trend_predictor_v1.2.4");
  }

  private static int canaryOf(int requests) throws Exception {
    int canary = 0;
    for (int i = 0; i < requests; i++) {
      canary += serve("input " + i) == TrafficVariant.CANARY ? 1 : 0;
    }
    return canary;
  }

  private static long requests(String modelId, String figure) {
    return service
        .as("read")
        .get("/models/%s/metrics?period=1h".formatted(modelId))
        .json()
        .at("/metrics/operational/" + figure)
        .asLong();
  }

  @Test
  void recordsATrainingOnce() {
    ServiceClient caller = service.as("train", "read").with("Idempotency-Key", "key");
    String body =
        "{\"dataset\": {\"source\": \"file://%s/set\"}}"
            .formatted(Path.of(".ytempire/training").toAbsolutePath());

    Answer first = caller.post("/train/trend_predictor", body);
    Answer again = caller.post("/train/trend_predictor", body);

    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    String id = first.json().get("job_id").asText();
    assertThat(caller.get("/train/%s/status".formatted(id)).json().get("status").asText())
        .isEqualTo("pending");
  }
}
