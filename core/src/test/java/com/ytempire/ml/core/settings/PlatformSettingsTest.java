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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlatformSettingsTest {
  private static final Map<String, String> EVERYTHING =
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
          Map.entry("TREND_MODEL_PATH", "s3://models/trend_predictor/v1.2.3"));

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
                new GpuSettings(List.of(0), true, 0.8, false)));
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
                new GpuSettings(List.of(1, 0), false, 0.5, true)));
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
    "DATABASE_URL, postgresql://u@/yt, postgresql://"
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
