package com.ytempire.ml.api.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.testing.PostgresServer;
import com.ytempire.ml.core.testing.RedisProcess;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.trend.StarterModel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Predictions with a real Postgres, a real Redis and the real model, each of which may go away. */
class TrendIT {
  private static final String REQUEST =
      "{\"topic\":\"Street magic\",\"timeframe\":\"24h\",\"data_sources\":[\"reddit\"]}";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static RedisProcess redis;
  private static Map<String, String> variables;
  private static ServiceUnderTest service;
  private static ServiceClient caller;
  private static ServiceClient anew;

  @BeforeAll
  static void start() throws Exception {
    postgres = PostgresServer.start();
    redis = RedisProcess.start();
    var database = postgres.database("postgres");
    variables =
        Map.of(
            "DATABASE_URL",
            "postgresql://postgres@%s:%d/postgres".formatted(database.host(), database.port()),
            "REDIS_URL",
            "redis://%s:%d/0".formatted(redis.settings().host(), redis.settings().port()),
            "MODEL_REGISTRY_PATH",
            folder.resolve("registry").toString(),
            "MODEL_CACHE_DIR",
            folder.resolve("cache").toString(),
            "PREDICTION_JOURNAL_DIR",
            folder.resolve("journal").toString());
    DatabaseSchema.migrate(postgres.administration());
    publish(PlatformSettings.from(variables));
    service = ServiceUnderTest.start(variables, TrendIT::withRealStores);
    caller = service.as("predict");
    anew = caller.with("Cache-Control", "no-cache");
    fill();
  }

  private static void publish(PlatformSettings settings) throws Exception {
    try (ModelRepository repository =
        ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      var registry = new PostgresModelRegistry(postgres.administration(), Clock.systemUTC());
      new ModelPublisher(repository, registry, Clock.systemUTC(), UUID::randomUUID)
          .activate(StarterModel.publishTo(repository).ref(), "test");
    }
  }

  private static ServiceOptions withRealStores(ServiceOptions options) {
    return new ServiceOptions(
        options.settings(),
        options.plan(),
        options.engines(),
        options.clock(),
        0,
        -1,
        Map.of(TopicEncoder.class, new WordEncoder()));
  }

  private static void fill() {
    Instant now = Instant.now();
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      contents.add(
          new EmbeddedContent(
              new ContentSnapshot(
                  "US|magic" + i,
                  "street magic",
                  "c",
                  24,
                  now.minus(Duration.ofDays(1)),
                  "e" + i,
                  now.minus(Duration.ofMinutes(i)),
                  Map.of("views", 5_000.0, "delta_views", 2_000.0, "prev_gap_hours", 24.0)),
              WordEncoder.VERSION,
              WordEncoder.embedding("street magic")));
    }
    service.part(ContentIndex.class).save(contents);
    FeatureSchema schema = service.part(FeaturePlan.class).topicSchema();
    double[] numbers = new double[schema.numberCount()];
    for (FeatureColumn column : schema.columns()) {
      numbers[column.slot()] = column.name().startsWith("signal_volume") ? 400 : 0.5;
    }
    service
        .part(OnlineFeatureStore.class)
        .write(
            schema,
            List.of(
                new FeatureWrite(
                    new EntityKey(EntityKey.TOPIC, "reddit|street magic"),
                    "s",
                    now,
                    now,
                    numbers,
                    new float[0][])));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    redis.close();
    postgres.close();
  }

  private static JsonNode predict(ServiceClient from) {
    Answer answer = from.post("/predict/trend", REQUEST);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void answersFromItsStoresKeepsTheAnswerAndGoesOnWithoutEachOfThem() throws Exception {
    JsonNode first = predict(caller);

    assertThat(first.at("/metadata/degraded")).isEmpty();
    assertThat(first.at("/metadata/model_version").asText()).isEqualTo("0.1.0");
    assertThat(first.at("/metadata/evidence/similar_content").asInt()).isEqualTo(10);
    assertThat(first.at("/supporting_signals/0/volume").asDouble()).isEqualTo(400);
    assertIsKept(first.path("prediction_id").asText());

    assertAnotherProcessFindsIt(first);
    assertGoesOnWithoutRedis();
    assertGoesOnWithoutPostgres(first);
  }

  private static void assertIsKept(String id) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            "SELECT prediction_type FROM model_predictions WHERE id = '"
                                + id
                                + "'"))
                    .isEqualTo("trend_prediction"));
    try (var client = new Jedis(redis.settings().host(), redis.settings().port())) {
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(client.keys("predictions:trend:*")).hasSize(1));
      String key = client.keys("predictions:trend:*").iterator().next();
      assertThat(client.ttl(key)).isBetween(86_000L, 86_400L);
      assertThat(client.get(key)).contains(id, "\"cached_at\":");
    }
  }

  private static String query(String sql) throws SQLException {
    try (Connection connection = postgres.administration().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "nothing";
    }
  }

  private static void assertAnotherProcessFindsIt(JsonNode first) {
    try (ServiceUnderTest other = ServiceUnderTest.start(variables, TrendIT::withRealStores)) {
      JsonNode found = predict(other.as("predict"));

      assertThat(found.path("prediction_id")).isEqualTo(first.path("prediction_id"));
      assertThat(found.at("/metadata/cached").asBoolean()).isTrue();
      assertThat(found.path("trend_score")).isEqualTo(first.path("trend_score"));
    }
  }

  private static void assertGoesOnWithoutRedis() throws Exception {
    redis.kill();

    JsonNode without = predict(anew);

    assertThat(without.at("/metadata/degraded/0/part").asText()).isEqualTo("cache");
    assertThat(without.at("/supporting_signals/0/volume").asDouble()).isEqualTo(400);
    redis.startAgain();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(predict(anew).at("/metadata/degraded")).isEmpty());
  }

  private static void assertGoesOnWithoutPostgres(JsonNode before) throws Exception {
    // Redis has the signals again.
    fill();
    postgres.stop();

    JsonNode without = predict(anew);

    assertThat(without.at("/metadata/degraded").toString())
        .contains("{\"part\":\"content\",\"reason\":\"the store does not answer\"}");
    assertThat(without.path("confidence").asDouble())
        .isLessThan(before.path("confidence").asDouble());
    assertThat(without.at("/metadata/evidence/similar_content").asInt()).isZero();
    postgres.startAgain();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(predict(anew).at("/metadata/degraded")).isEmpty());
  }
}
