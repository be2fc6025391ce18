package com.ytempire.ml.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.core.settings.ApplicationSettings.Environment;
import com.ytempire.ml.core.settings.ApplicationSettings.LogLevel;
import com.ytempire.ml.core.settings.FeatureStoreSettings.Backend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlatformSettingsTest {
  static final Map<String, String> EVERYTHING =
      withServiceVariables(
          Map.ofEntries(
              Map.entry("APP_ENV", "production"),
              Map.entry("APP_DEBUG", "true"),
              Map.entry("APP_LOG_LEVEL", "WARN"),
              Map.entry("DATABASE_URL", "postgresql://u%40x:p%3Aw+1@db:6543/yt?sslmode=require"),
              Map.entry("REDIS_URL", "rediss://user:hunter2@cache:7000/3"),
              Map.entry("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9093"),
              Map.entry("S3_ENDPOINT", "http://s3:9000"),
              Map.entry("S3_REGION", "eu-central-1"),
              Map.entry("AWS_ACCESS_KEY_ID", "id"),
              Map.entry("AWS_SECRET_ACCESS_KEY", "hunter3"),
              Map.entry("FEATURE_STORE_BACKEND", "postgres"),
              Map.entry("FEATURE_CACHE_TTL_SECONDS", "60"),
              Map.entry("FEATURE_BATCH_SIZE", "10"),
              Map.entry("FEATURE_OFFLINE_PATH", "s3://bucket/offline"),
              Map.entry("MODEL_CACHE_DIR", "/models"),
              Map.entry("MODEL_REGISTRY_PATH", "s3://models/registry"),
              Map.entry("MODEL_MAX_CACHE_SIZE_GB", "2"),
              Map.entry("MODEL_DEFAULT_TIMEOUT_MS", "250"),
              Map.entry("MODEL_PREFER_QUANTIZED", "true"),
              Map.entry("CUDA_VISIBLE_DEVICES", "1, 0"),
              Map.entry("GPU_MEMORY_FRACTION", "0.5"),
              Map.entry("MIXED_PRECISION_ENABLED", "true"),
              Map.entry("EMBEDDING_MODEL_PATH", "/minilm"),
              Map.entry("SENTIMENT_MODEL_PATH", "/roberta"),
              Map.entry("TREND_MODEL_VERSION", "1.2.3"),
              Map.entry("TREND_MODEL_PATH", "s3://models/trend_predictor/v1.2.3")));

  private static Map<String, String> withServiceVariables(Map<String, String> others) {
    var all = new HashMap<>(others);
    all.putAll(ServiceVariables.OTHER);
    return Map.copyOf(all);
  }

  @Test
  void takesTheReferencesDefaultsFromAnEmptyEnvironment() {
    PlatformSettings settings = PlatformSettings.from(Map.of("APP_ENV", "  "));

    assertThat(settings)
        .isEqualTo(
            new PlatformSettings(
                new ApplicationSettings(Environment.DEVELOPMENT, false, LogLevel.INFO),
                new DatabaseSettings("localhost", 5432, "ytempire", "postgres", new Secret(""), ""),
                new RedisSettings("localhost", 6379, 0, "", new Secret(""), false),
                new KafkaSettings("localhost:9092"),
                new ObjectStoreSettings(null, "us-east-1", null, null),
                new FeatureStoreSettings(
                    Backend.REDIS, Duration.ofHours(1), 1000, ".ytempire/offline"),
                new ModelSettings(
                    ".ytempire/registry",
                    ".ytempire/models",
                    50L << 30,
                    Duration.ofSeconds(5),
                    false,
                    null,
                    null,
                    null,
                    null),
                new GpuSettings(List.of(0), true, 0.8, false),
                ServiceVariables.DEFAULT_SERVICE,
                new ProviderSettings(null, null, null, null, null, null, null, null),
                new TrainingSettings(
                    ".ytempire/training",
                    new MlflowSettings(null, "ytempire", null, null, null),
                    new WorkerSettings(
                        ".ytempire/training-jobs",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        3),
                    new Int8Bounds(0.002, 0.01),
                    "ytempire",
                    null),
                new MonitoringSettings(
                    9090, "127.0.0.1", null, null, null, 0.1, MonitoringSettings.LogFormat.TEXT),
                ServiceVariables.DEFAULT_ROLLOUTS,
                ServiceVariables.DEFAULT_ALERTS,
                new TrendSettings(0.75, Duration.ofHours(1), null, Duration.ofDays(180)),
                new ScriptSettings(ScriptSettings.Provider.OPENAI, "gpt-4", 2000, 0.7, 0.9),
                new VoiceSettings(
                    VoiceSettings.Provider.ELEVENLABS,
                    VoiceSettings.Provider.GOOGLE,
                    Duration.ofMinutes(10),
                    44_100),
                new ThumbnailSettings("stable-diffusion-xl", 50, 7.5, 3)));
  }

  @Test
  void takesEveryVariable() {
    PlatformSettings settings = PlatformSettings.from(EVERYTHING);

    assertThat(settings)
        .isEqualTo(
            new PlatformSettings(
                new ApplicationSettings(Environment.PRODUCTION, true, LogLevel.WARN),
                new DatabaseSettings(
                    "db", 6543, "yt", "u@x", new Secret("p:w+1"), "sslmode=require"),
                new RedisSettings("cache", 7000, 3, "user", new Secret("hunter2"), true),
                new KafkaSettings("k1:9092,k2:9093"),
                new ObjectStoreSettings(
                    URI.create("http://s3:9000"), "eu-central-1", "id", new Secret("hunter3")),
                new FeatureStoreSettings(
                    Backend.POSTGRES, Duration.ofMinutes(1), 10, "s3://bucket/offline"),
                new ModelSettings(
                    "s3://models/registry",
                    "/models",
                    2L << 30,
                    Duration.ofMillis(250),
                    true,
                    "/minilm",
                    "/roberta",
                    "1.2.3",
                    "s3://models/trend_predictor/v1.2.3"),
                new GpuSettings(List.of(1, 0), false, 0.5, true),
                ServiceVariables.OTHER_SERVICE,
                new ProviderSettings(
                    new Secret("hunter-openai"),
                    new Secret("hunter-anthropic"),
                    new Secret("hunter-elevenlabs"),
                    new Secret("hunter-azure"),
                    "westeurope",
                    new Secret("hunter-google"),
                    new Secret("hunter-stability"),
                    new Secret("hunter-huggingface")),
                new TrainingSettings(
                    "s3://data/training",
                    new MlflowSettings(
                        URI.create("https://mlflow.example.com"),
                        "ytempire_production",
                        "trainer",
                        new Secret("hunter-mlflow"),
                        new Secret("hunter-token")),
                    new WorkerSettings(
                        "/mnt/training", Duration.ofMillis(500), Duration.ofSeconds(5), 5),
                    new Int8Bounds(0.1, 0),
                    "videos",
                    new Secret("hunter-wandb")),
                new MonitoringSettings(
                    9191,
                    "0.0.0.0",
                    new Secret("hunter-grafana"),
                    new Secret("https://hunter-sentry@sentry.example.com/1"),
                    URI.create("http://collector:4318"),
                    0.5,
                    MonitoringSettings.LogFormat.JSON),
                ServiceVariables.OTHER_ROLLOUTS,
                ServiceVariables.OTHER_ALERTS,
                new TrendSettings(0.6, Duration.ZERO, "s3://answers/trend", Duration.ofDays(90)),
                new ScriptSettings(ScriptSettings.Provider.LOCAL, "small", 500, 1.5, 0.5),
                new VoiceSettings(
                    VoiceSettings.Provider.AZURE,
                    VoiceSettings.Provider.LOCAL,
                    Duration.ofMinutes(1),
                    16_000),
                new ThumbnailSettings("painter", 20, 5, 1)));
    assertThat(settings.database().jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:6543/yt?sslmode=require");
  }

  @Test
  void neverPrintsASecret() {
    assertThat(PlatformSettings.from(EVERYTHING).toString())
        .doesNotContain("p:w", "hunter")
        .contains(Secret.MASK);
  }

  @Test
  void namesAllWrongVariablesAtOnce() {
    Map<String, String> wrong =
        Map.of(
            "APP_ENV", "live",
            "FEATURE_BATCH_SIZE", "0",
            "FEATURE_CACHE_TTL_SECONDS", "an hour",
            "REDIS_URL", "http://cache");

    var refusal = catchThrowableOfType(SettingsException.class, () -> PlatformSettings.from(wrong));

    assertThat(refusal.problems())
        .containsExactlyInAnyOrder(
            "APP_ENV=live: it is no known choice; allowed: production|staging|development",
            "FEATURE_BATCH_SIZE=0: it is out of range; allowed: a whole number from 1 to 100000",
            "FEATURE_CACHE_TTL_SECONDS=an hour: it is no whole number; allowed: a whole number from"
                + " 1 to 31536000",
            "REDIS_URL=http://cache: it does not start with redis://; allowed:"
                + " redis://[user:password@]host:port/number, or rediss:// for TLS");
    assertThat(refusal).hasMessageContainingAll("APP_ENV", "FEATURE_BATCH_SIZE", "REDIS_URL");
  }

  @ParameterizedTest
  @CsvSource({
    "APP_DEBUG, yes, true|false",
    "APP_LOG_LEVEL, LOUD, TRACE|DEBUG|INFO|WARN|ERROR",
    "KAFKA_BOOTSTRAP_SERVERS, kafka, host:port",
    "KAFKA_BOOTSTRAP_SERVERS, kafka:99999, host:port",
    "KAFKA_BOOTSTRAP_SERVERS, kafka:x, host:port",
    "S3_ENDPOINT, ftp://s3, http://host:port",
    "S3_ENDPOINT, s 3, http://host:port",
    "FEATURE_STORE_BACKEND, mysql, redis|postgres|memory",
    "REDIS_URL, redis://cache:6379/one, number",
    "REDIS_URL, redis://cache:0/1, host:port",
    "AWS_ACCESS_KEY_ID, id, set both",
    "AWS_SECRET_ACCESS_KEY, x, set both",
    "DATABASE_URL, mysql://u@db/yt, postgresql://",
    "DATABASE_URL, postgresql://u@db, postgresql://",
    "DATABASE_URL, postgresql://db/yt, postgresql://",
    "DATABASE_URL, postgresql://u@/yt, postgresql://",
    "ALERT_INTERVAL_MS, 5, a whole number from 100 to 3600000",
    "SMTP_URL, http://mail, smtp://",
    "SMTP_URL, smtp://mail/path, smtp://",
    "SMTP_URL, smtp://mail, set all or none",
    "ALERT_EMAIL_FROM, somebody, an address such as a@b.com",
    "ALERT_EMAIL_TO, a@b.com; c@d.com, separated by commas",
    "PAGERDUTY_EVENTS_URL, events.pagerduty.com, http://host:port/path",
    "SERVICE_PORT, 0, a whole number from 1 to 65535",
    "SERVICE_THREADS, none, a whole number from 1 to 1000",
    "CORS_ALLOWED_ORIGINS, *, origins such as",
    "CORS_ALLOWED_ORIGINS, https://app.example.com/path, origins such as",
    "JWT_SECRET, short, at least 32 bytes",
    "JWT_JWKS_URL, file:///keys, http://host:port/path",
    "JWT_JWKS_URL, https://u:p@issuer/keys, without user",
    "JWT_ALGORITHM, HS256, RS256|RS384",
    "JWT_ALGORITHM, none, RS256|RS384",
    "URL_ALLOW_LIST, file:///srv, s3://bucket",
    "SERVICE_MAX_JSON_DEPTH, 2, a whole number from 4 to 1000",
    "SERVICE_READ_TIMEOUT_MS, 5, a whole number from 100 to 600000",
    "RATE_LIMIT_PER_MINUTE, -1, a whole number from 0",
    "PROMETHEUS_METRICS_PORT, 70000, a whole number from 1 to 65535",
    "SENTRY_DSN, https://sentry.example.com/1, https://key@host/project",
    "SENTRY_DSN, sentry, https://key@host/project",
    "OTEL_TRACES_SAMPLER_ARG, 1.01, a number from 0 to 1",
    "OTEL_TRACES_SAMPLER_ARG, NaN, a number from 0 to 1",
    "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318, http://host:port/path",
    "LOG_FORMAT, xml, text|json",
    "MODEL_POLL_MS, 5, a whole number from 100 to 60000",
    "MODEL_SOURCES, https://models.example.com, addresses such as s3://bucket/prefix",
    "MODEL_SOURCES, s3://models/../other, addresses such as s3://bucket/prefix",
    "CANARY_AUTO_ROLLBACK, no, true|false",
    "CANARY_MIN_REQUESTS, 1, a whole number from 10 to 1000000",
    "CANARY_FALSE_ALARM, 0, a number from",
    "CANARY_FALSE_PROMOTION, 0.6, a number from",
    "CANARY_MARGIN_WRONG, 2 points, a number from",
    "CANARY_MARGIN_ERRORS, 0, a number from",
    "CANARY_HORIZON_HOURS, 0, a whole number from 1 to 8760",
    "CANARY_SLOW_MS, 0, a whole number from 1 to 60000",
    "CANARY_WEBHOOK_URL, ftp://hooks.example.com, http://host:port/path",
    "CANARY_WEBHOOK_SECRET, short, at least 16 characters",
    "TREND_CONFIDENCE_THRESHOLD, often, a number from 0 to 1",
    "TREND_CACHE_DURATION, 1h, a whole number from 0 to 604800",
    "TREND_CACHE_PATH, /tmp/answers, s3://bucket/prefix",
    "CONTENT_RETENTION_DAYS, 30, a whole number from 31 to 36500",
    "SCRIPT_MODEL_PROVIDER, gpt, openai|anthropic|huggingface|local",
    "SCRIPT_TEMPERATURE, 3, a number from 0 to 2",
    "VOICE_PRIMARY_PROVIDER, radio, elevenlabs|google|azure|local",
    "VOICE_SAMPLE_RATE, 1, a whole number from 8000 to 48000",
    "THUMBNAIL_GUIDANCE_SCALE, -1, a number from 0 to 50",
    "THUMBNAIL_VARIATIONS, 21, a whole number from 1 to 20",
    "MLFLOW_TRACKING_URI, mlflow, http://host:port/path",
    "MLFLOW_TRACKING_USERNAME, trainer, set both or neither",
    "AZURE_SPEECH_KEY, hunter-azure, set both or neither",
    "AZURE_SPEECH_REGION, evil.example/, it is no region; allowed: 2 to 40 small letters and digits",
    "MLFLOW_TRACKING_PASSWORD, hunter-mlflow, set both or neither"
  })
  void saysWhatIsAllowedInsteadOfAWrongValue(String name, String value, String allowed) {
    assertThatThrownBy(() -> PlatformSettings.from(Map.of(name, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(name, allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:hunter2@db:notaport/yt",
        "postgresql://user:hunter2@db:5432",
        "mysql://user:hunter2@db/yt",
        "user:hunter2@db/yt",
        "postgresql://user:hunter2/yt",
        "postgresql://user:p@ss/hunter2@db/yt extra",
        "postgresql://user@db/yt?password=hunter2"
      })
  void masksThePasswordOfAWrongUrl(String url) {
    assertThatThrownBy(() -> PlatformSettings.from(Map.of("DATABASE_URL", url)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(Secret.MASK)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
  }

  @Test
  void travelsToTheWorkersOfACluster() throws IOException, ClassNotFoundException {
    PlatformSettings settings = PlatformSettings.from(EVERYTHING);
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }

    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(settings);
    }
  }
}
