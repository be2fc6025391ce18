package com.ytempire.ml.local.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.trend.TopicEncoder;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.testing.PostgresServer;
import com.ytempire.ml.core.testing.RedisProcess;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.local.input.KafkaFixture;
import com.ytempire.ml.local.input.PlayerTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Postgres, Redis and Kafka, each of which can be stopped and started again on its port, and the
 * service on them with the starter model, content, features and an administrator's key.
 */
final class ServiceOnServers implements AutoCloseable {
  /** What there is content and a signal of. */
  static final String TOPIC = "street magic";

  /** What there are features of. */
  static final String VIDEO = "US|magic0";

  /** Its feature {@code engagement_rate}. */
  static final double RATE = 0.25;

  /** What a request gets: {@code MODEL_DEFAULT_TIMEOUT_MS}. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final int PARTITIONS = 4;

  final PostgresServer postgres;
  final RedisProcess redis;
  final KafkaFixture kafka;
  final Gateway kafkaGateway;
  final Path registry;
  final Path cache;
  private final ServiceUnderTest service;
  private final ServiceClient admin;

  private ServiceOnServers(Path folder) throws Exception {
    postgres = PostgresServer.start();
    redis = RedisProcess.start();
    kafkaGateway = new Gateway();
    kafka = new KafkaFixture(Files.createDirectory(folder.resolve("kafka")), kafkaGateway.port());
    kafkaGateway.open(kafka.port());
    PlayerTopics.defaults().createAbsent(kafka.bootstrapServers(), PARTITIONS);
    registry = folder.resolve("registry");
    cache = folder.resolve("cache");
    var database = postgres.database("postgres");
    Map<String, String> variables =
        Map.of(
            "DATABASE_URL",
            "postgresql://postgres@%s:%d/postgres".formatted(database.host(), database.port()),
            "REDIS_URL",
            "redis://%s:%d/0".formatted(redis.settings().host(), redis.settings().port()),
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "MODEL_REGISTRY_PATH",
            registry.toString(),
            "MODEL_CACHE_DIR",
            cache.toString(),
            "PREDICTION_JOURNAL_DIR",
            folder.resolve("journal").toString(),
            "MODEL_DEFAULT_TIMEOUT_MS",
            String.valueOf(DEADLINE.toMillis()),
            // Far above the load, and so counted in Redis without refusing anybody.
            "RATE_LIMIT_PER_MINUTE",
            "600000");
    DatabaseSchema.migrate(postgres.administration());
    publish(PlatformSettings.from(variables));
    service = ServiceUnderTest.start(variables, ServiceOnServers::withRealParts);
    admin = service.anybody().with("X-API-Key", key());
    fill();
  }

  static ServiceOnServers start(Path folder) throws Exception {
    return new ServiceOnServers(folder);
  }

  private static ServiceOptions withRealParts(ServiceOptions options) {
    return new ServiceOptions(
        options.settings(), options.plan(), options.engines(), options.clock(), 0, -1, Map.of());
  }

  private void publish(PlatformSettings settings) throws Exception {
    try (ModelRepository repository =
        ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      ModelRegistry known = new PostgresModelRegistry(postgres.administration(), Clock.systemUTC());
      new ModelPublisher(repository, known, Clock.systemUTC(), UUID::randomUUID)
          .activate(StarterModel.publishTo(repository).ref(), "test");
    }
  }

  private String key() {
    KeyText text = KeyText.random(new SecureRandom());
    service
        .part(ApiKeys.class)
        .create(
            ApiKey.issue(text, "load", Set.of(Scope.ADMIN), null, Instant.now(), "tests", null));
    return text.reveal();
  }

  private void fill() throws Exception {
    Instant now = Instant.now();
    var encoder = service.part(TopicEncoder.class);
    float[] embedding = encoder.embed(TOPIC).get(60, TimeUnit.SECONDS);
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      contents.add(
          new EmbeddedContent(
              new ContentSnapshot(
                  "US|magic" + i,
                  TOPIC,
                  "c",
                  24,
                  now.minus(Duration.ofDays(1)),
                  "e" + i,
                  now.minus(Duration.ofMinutes(i)),
                  Map.of("views", 5_000.0, "delta_views", 2_000.0, "prev_gap_hours", 24.0)),
              encoder.version(),
              embedding));
    }
    service.part(ContentIndex.class).save(contents);
    var plan = service.part(FeaturePlan.class);
    write(plan.topicSchema(), new EntityKey(EntityKey.TOPIC, "reddit|" + TOPIC), now);
    write(plan.videoSchema(), new EntityKey(plan.videoSchema().entityType(), VIDEO), now);
  }

  private void write(FeatureSchema schema, EntityKey entity, Instant now) {
    double[] numbers = new double[schema.numberCount()];
    float[][] embeddings = new float[schema.embeddingCount()][];
    for (FeatureColumn column : schema.columns()) {
      if (column.kind() == ValueKind.EMBEDDING) {
        embeddings[column.slot()] = new float[column.width()];
      } else {
        numbers[column.slot()] = column.name().startsWith("signal_volume") ? 400 : RATE;
      }
    }
    service
        .part(OnlineFeatureStore.class)
        .write(schema, List.of(new FeatureWrite(entity, "e", now, now, numbers, embeddings)));
  }

  /** Somebody who may do everything. */
  ServiceClient admin() {
    return admin;
  }

  /** Videos of the events that are in Kafka. */
  Set<String> videosInKafka() {
    return kafka.committed(Topics.VIDEO_EVENTS).stream()
        .filter(record -> record.value() != null)
        .map(ConsumerRecord::key)
        .map(key -> new String(key, UTF_8))
        .collect(Collectors.toSet());
  }

  /** Ids of the predictions that are in Postgres. */
  Set<String> predictionsInPostgres() throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Connection connection = postgres.administration().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM model_predictions")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  @Override
  public void close() throws Exception {
    service.close();
    kafkaGateway.close();
    kafka.close();
    redis.close();
    postgres.close();
  }
}
