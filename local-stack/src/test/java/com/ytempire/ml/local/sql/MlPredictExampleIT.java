package com.ytempire.ml.local.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.local.input.KafkaFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code examples/ml_predict.sql} as it stands, against real servers. */
class MlPredictExampleIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final ModelRef REF = new ModelRef("trend_predictor", "9.0.0");

  /** The features of the example's model, in another order than the example's columns. */
  private static final List<String> FEATURES =
      List.of(
          "delta_views",
          "views",
          "likes",
          "dislikes",
          "comments",
          "subscriber_count",
          "video_age_hours",
          "snapshot_index",
          "prev_gap_hours",
          "delta_likes",
          "delta_comments");

  @Test
  void namesTheFeaturesOfTheModelThatShips() {
    assertThat(StarterModel.manifest().features()).containsExactlyInAnyOrderElementsOf(FEATURES);
    assertThat(StarterModel.ref().name()).isEqualTo(REF.name());
  }

  @Test
  void scoresTheVideosOfTheFeaturesTopicWithTheActiveVersion(@TempDir Path folder)
      throws Exception {
    DatabaseSchema.migrate(SERVERS.dataSource());
    Path registry = folder.resolve("registry");
    publish(registry, folder.resolve("version"));
    try (KafkaFixture kafka = new KafkaFixture(folder.resolve("kafka"))) {
      send(
          kafka,
          video("US|a", "{\"views\": 1000, \"delta_views\": 250, \"likes\": 7}"),
          "{\"entity_type\": \"channel\", \"entity_id\": \"c\", \"event_id\": \"e\","
              + " \"event_time\": \"2026-01-01T00:00:00Z\", \"features\": {}}",
          video("US|b", "{\"views\": 40, \"delta_views\": null, \"video_age_hours\": 6.5}"));

      List<Row> rows =
          lastResult(
              Map.of(
                  "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                  "MODEL_REGISTRY_PATH", registry.toUri().toString(),
                  "DATABASE_URL", url(SERVERS.database())),
              2);

      assertThat(rows).extracting(row -> row.getField("entity_id")).containsExactly("US|a", "US|b");
      assertThat(rows).extracting(row -> row.getField("model_version")).containsOnly("9.0.0");
      assertThat(rows)
          .extracting(row -> row.getField("event_time"))
          .containsOnly(Instant.parse("2026-01-01T00:00:00Z"));
      assertThat((double) rows.get(0).getField("viral_probability")).isEqualTo(1, within(1e-6));
      assertThat((double) rows.get(0).getField("log_growth")).isEqualTo(0.25, within(1e-6));
      assertThat((double) rows.get(1).getField("viral_probability")).isEqualTo(0.04, within(1e-6));
      assertThat((double) rows.get(1).getField("log_growth")).isZero();
    }
  }

  /** Executes the file; collects so many rows of its last statement. */
  private static List<Row> lastResult(Map<String, String> variables, int count) throws Exception {
    Path file = Path.of(System.getProperty("ytempire.home")).resolve("examples/ml_predict.sql");
    String script = Files.readString(file);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      script = script.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    assertThat(script.replaceAll("(?m)^--.*$", "")).doesNotContain("${");
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "1");
    tables.getConfig().set("table.local-time-zone", "UTC");
    List<String> statements =
        Arrays.stream(script.replaceAll("(?m)^--.*$", "").split(";"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList();
    for (String statement : statements.subList(0, statements.size() - 1)) {
      tables.executeSql(statement).await();
    }
    List<Row> rows = new ArrayList<>();
    // The topic has no end: closing the result cancels the query.
    try (CloseableIterator<Row> results =
        tables.executeSql(statements.get(statements.size() - 1)).collect()) {
      while (rows.size() < count && results.hasNext()) {
        rows.add(results.next());
      }
    }
    return rows;
  }

  private static void send(KafkaFixture kafka, String... messages) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(List.of(new NewTopic("features", Optional.of(1), Optional.of((short) 1))))
          .all()
          .get();
    }
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String message : messages) {
        producer.send(new ProducerRecord<>("features", message)).get();
      }
    }
  }

  private static String video(String id, String inputs) {
    return ("{\"entity_type\": \"video\", \"entity_id\": \"%s\", \"event_id\": \"e\","
            + " \"event_time\": \"2026-01-01T00:00:00Z\", \"known_at\": \"2026-01-01T00:00:01Z\","
            + " \"features\": {\"view_velocity\": {\"value\": 12.5, \"version\": 1}},"
            + " \"inputs\": %s}")
        .formatted(id, inputs);
  }

  /** A version that takes missing values for 0: views and gained views, each by the thousand. */
  private static void publish(Path registry, Path version) throws Exception {
    long width = FEATURES.size();
    var input = new TensorSpec("features", TensorType.FLOAT32, List.of(-1L, width), true);
    TensorSpec viral = TensorSpec.of("viral_probability", TensorType.FLOAT32, -1L, 1L);
    TensorSpec growth = TensorSpec.of("log_growth", TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        new OnnxGraph("trend")
            .input(input)
            .constant("zero", new float[] {0}, 1)
            .constant("of_views", weights("views"), width, 1)
            .constant("of_gain", weights("delta_views"), width, 1)
            .node("IsNaN", "missing", "features")
            .node("Where", "known", "missing", "zero", "features")
            .node("MatMul", "viral_probability", "known", "of_views")
            .node("MatMul", "log_growth", "known", "of_gain")
            .output(viral)
            .output(growth)
            .toBytes();
    Files.createDirectories(version);
    Files.write(version.resolve("model.onnx"), network);
    Files.write(version.resolve("MODEL_CARD.md"), "test".getBytes(StandardCharsets.UTF_8));
    var manifest =
        new ModelManifest(
            REF,
            ModelTask.TABULAR,
            new ModelSignature(List.of(input), List.of(viral, growth)),
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            FEATURES,
            List.of(),
            1,
            null,
            "MODEL_CARD.md",
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            Map.of(),
            List.of());
    PlatformSettings settings = PlatformSettings.from(Map.of());
    try (ModelRepository repository =
        ModelRepository.open(registry.toString(), settings.objects())) {
      repository.publish(manifest, version);
      var models = new PostgresModelRegistry(SERVERS.dataSource(), Clock.systemUTC());
      models.register(
          new ModelVersion(
              UUID.randomUUID(),
              REF,
              "trend_prediction",
              ModelStatus.INACTIVE,
              repository.location(REF),
              null,
              null,
              null,
              Instant.parse("2026-01-01T00:00:00Z"),
              null,
              null,
              null));
      models.activate(REF);
    }
  }

  private static float[] weights(String feature) {
    float[] weights = new float[FEATURES.size()];
    weights[FEATURES.indexOf(feature)] = 0.001f;
    return weights;
  }

  private static String url(DatabaseSettings database) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            database.user(),
            database.password().reveal().isEmpty() ? "x" : database.password().reveal(),
            database.host(),
            database.port(),
            database.database());
  }
}
