package com.ytempire.ml.core.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The variables of the service and of what it makes, none with its default, and what they mean. */
final class ServiceVariables {
  static final ServiceSettings DEFAULT_SERVICE =
      new ServiceSettings(
          "127.0.0.1",
          8000,
          32,
          256,
          16,
          Duration.ofSeconds(10),
          List.of(),
          List.of(
              new UrlRule("s3", "models", -1),
              new UrlRule("s3", "datasets", -1),
              new UrlRule("s3", "ytempire-models", -1),
              new UrlRule("s3", "ytempire-data", -1)),
          new RequestLimits(
              2_097_152,
              16_384,
              8192,
              32,
              1_000_000,
              Duration.ofSeconds(10),
              Duration.ofMinutes(1)),
          new TokenSettings(null, null, "RS256", null, "ytempire"),
          new RateLimitSettings(6000, 600));

  static final ServiceSettings OTHER_SERVICE =
      new ServiceSettings(
          "0.0.0.0",
          8001,
          4,
          8,
          2,
          Duration.ZERO,
          List.of("https://app.example.com", "http://localhost:3000"),
          List.of(new UrlRule("https", "*.example.com", 8443), new UrlRule("http", "cdn.test", 80)),
          new RequestLimits(
              4096, 2048, 512, 8, 100, Duration.ofMillis(200), Duration.ofMillis(300)),
          new TokenSettings(
              new Secret("hunter-0123456789012345678901234567"),
              URI.create("https://issuer.example.com/jwks.json"),
              "ES384",
              "https://issuer.example.com",
              "videos"),
          new RateLimitSettings(0, 1));

  static final RolloutSettings DEFAULT_ROLLOUTS =
      new RolloutSettings(
          ".ytempire/journal",
          Duration.ofSeconds(2),
          List.of(),
          new CanarySettings(
              true,
              true,
              0.01,
              0.05,
              0.01,
              0.05,
              0.02,
              0.02,
              200,
              100,
              Duration.ofMillis(50),
              Duration.ofDays(28),
              Duration.ofSeconds(15)),
          new WebhookSettings(null, null));

  static final RolloutSettings OTHER_ROLLOUTS =
      new RolloutSettings(
          "/var/journal",
          Duration.ofMillis(500),
          List.of("s3://models", "file:///models/new"),
          new CanarySettings(
              false,
              false,
              0.02,
              0.1,
              0.03,
              0.04,
              0.06,
              0.07,
              10,
              20,
              Duration.ofMillis(80),
              Duration.ofHours(5),
              Duration.ofMillis(300)),
          new WebhookSettings(
              URI.create("http://10.0.0.7:9000/hooks"), new Secret("hunter-0123456789")));

  static final AlertSettings DEFAULT_ALERTS =
      new AlertSettings(
          null,
          Duration.ofSeconds(30),
          null,
          new PagerDutySettings(null, URI.create("https://events.pagerduty.com/v2/enqueue")),
          null);

  static final AlertSettings OTHER_ALERTS =
      new AlertSettings(
          "/etc/alerts.yaml",
          Duration.ofMillis(500),
          new Secret("https://hooks.example.com/hunter-slack"),
          new PagerDutySettings(
              new Secret("hunter-pagerduty"), URI.create("http://10.0.0.8:9000/enqueue")),
          new MailSettings(
              "mail",
              465,
              true,
              "me@x",
              new Secret("hunter-mail"),
              "alerts@example.com",
              List.of("a@example.com", "b@example.com")));

  static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("PREDICTION_JOURNAL_DIR", "/var/journal"),
          Map.entry("MODEL_POLL_MS", "500"),
          Map.entry("MODEL_SOURCES", "s3://models, file:///models/new"),
          Map.entry("CANARY_AUTO_ROLLBACK", "false"),
          Map.entry("CANARY_AUTO_PROMOTE", "false"),
          Map.entry("CANARY_FALSE_ALARM", "0.02"),
          Map.entry("CANARY_FALSE_PROMOTION", "0.1"),
          Map.entry("CANARY_MARGIN_ERRORS", "0.03"),
          Map.entry("CANARY_MARGIN_SLOW", "0.04"),
          Map.entry("CANARY_MARGIN_WRONG", "0.06"),
          Map.entry("CANARY_MARGIN_LOSS", "0.07"),
          Map.entry("CANARY_SLOW_MS", "80"),
          Map.entry("CANARY_HORIZON_HOURS", "5"),
          Map.entry("CANARY_LOOK_MS", "300"),
          Map.entry("CANARY_WEBHOOK_URL", "http://10.0.0.7:9000/hooks"),
          Map.entry("CANARY_WEBHOOK_SECRET", "hunter-0123456789"),
          Map.entry("ALERTS_FILE", "/etc/alerts.yaml"),
          Map.entry("ALERT_INTERVAL_MS", "500"),
          Map.entry("SLACK_WEBHOOK_URL", "https://hooks.example.com/hunter-slack"),
          Map.entry("PAGERDUTY_ROUTING_KEY", "hunter-pagerduty"),
          Map.entry("PAGERDUTY_EVENTS_URL", "http://10.0.0.8:9000/enqueue"),
          Map.entry("SMTP_URL", "smtps://me%40x:hunter-mail@mail"),
          Map.entry("ALERT_EMAIL_FROM", "alerts@example.com"),
          Map.entry("ALERT_EMAIL_TO", "a@example.com, b@example.com"),
          Map.entry("CANARY_MIN_REQUESTS", "10"),
          Map.entry("CANARY_MIN_OUTCOMES", "20"),
          Map.entry("SERVICE_HOST", "0.0.0.0"),
          Map.entry("SERVICE_PORT", "8001"),
          Map.entry("SERVICE_THREADS", "4"),
          Map.entry("SERVICE_QUEUE", "8"),
          Map.entry("SERVICE_DB_CONNECTIONS", "2"),
          Map.entry("SERVICE_DRAIN_MS", "0"),
          Map.entry("CORS_ALLOWED_ORIGINS", "https://app.example.com, http://localhost:3000"),
          Map.entry("SERVICE_MAX_BODY_BYTES", "4096"),
          Map.entry("SERVICE_MAX_HEADER_BYTES", "2048"),
          Map.entry("SERVICE_MAX_URL_BYTES", "512"),
          Map.entry("SERVICE_MAX_JSON_DEPTH", "8"),
          Map.entry("SERVICE_MAX_JSON_TEXT", "100"),
          Map.entry("SERVICE_READ_TIMEOUT_MS", "200"),
          Map.entry("SERVICE_IDLE_TIMEOUT_MS", "300"),
          Map.entry("JWT_SECRET", "hunter-0123456789012345678901234567"),
          Map.entry("JWT_JWKS_URL", "https://issuer.example.com/jwks.json"),
          Map.entry("JWT_ISSUER", "https://issuer.example.com"),
          Map.entry("JWT_AUDIENCE", "videos"),
          Map.entry("JWT_ALGORITHM", "ES384"),
          Map.entry("URL_ALLOW_LIST", "https://*.example.com:8443, http://cdn.test"),
          Map.entry("RATE_LIMIT_PER_MINUTE", "0"),
          Map.entry("RATE_LIMIT_ANONYMOUS_PER_MINUTE", "1"),
          Map.entry("OPENAI_API_KEY", "hunter-openai"),
          Map.entry("ANTHROPIC_API_KEY", "hunter-anthropic"),
          Map.entry("ELEVENLABS_API_KEY", "hunter-elevenlabs"),
          Map.entry("AZURE_SPEECH_KEY", "hunter-azure"),
          Map.entry("AZURE_SPEECH_REGION", "westeurope"),
          Map.entry("GOOGLE_TTS_API_KEY", "hunter-google"),
          Map.entry("STABILITY_API_KEY", "hunter-stability"),
          Map.entry("HUGGINGFACE_API_KEY", "hunter-huggingface"),
          Map.entry("TRAINING_DATA_PATH", "s3://data/training"),
          Map.entry("MLFLOW_TRACKING_URI", "https://mlflow.example.com"),
          Map.entry("MLFLOW_EXPERIMENT_NAME", "ytempire_production"),
          Map.entry("MLFLOW_TRACKING_USERNAME", "trainer"),
          Map.entry("MLFLOW_TRACKING_PASSWORD", "hunter-mlflow"),
          Map.entry("MLFLOW_TRACKING_TOKEN", "hunter-token"),
          Map.entry("TRAINING_JOBS_PATH", "/mnt/training"),
          Map.entry("TRAINING_POLL_MS", "500"),
          Map.entry("TRAINING_LEASE_MS", "5000"),
          Map.entry("TRAINING_MAX_ATTEMPTS", "5"),
          Map.entry("TRAINING_INT8_MAX_AUC_LOSS", "0.1"),
          Map.entry("TRAINING_INT8_MAX_ERROR_RISE", "0"),
          Map.entry("WANDB_PROJECT", "videos"),
          Map.entry("WANDB_API_KEY", "hunter-wandb"),
          Map.entry("PROMETHEUS_METRICS_PORT", "9191"),
          Map.entry("PROMETHEUS_METRICS_HOST", "0.0.0.0"),
          Map.entry("GRAFANA_API_KEY", "hunter-grafana"),
          Map.entry("SENTRY_DSN", "https://hunter-sentry@sentry.example.com/1"),
          Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
          Map.entry("OTEL_TRACES_SAMPLER_ARG", "0.5"),
          Map.entry("LOG_FORMAT", "json"),
          Map.entry("TREND_CONFIDENCE_THRESHOLD", "0.6"),
          Map.entry("TREND_CACHE_DURATION", "0"),
          Map.entry("TREND_CACHE_PATH", "s3://answers/trend"),
          Map.entry("CONTENT_RETENTION_DAYS", "90"),
          Map.entry("SCRIPT_MODEL_PROVIDER", "local"),
          Map.entry("SCRIPT_MODEL_NAME", "small"),
          Map.entry("SCRIPT_MAX_TOKENS", "500"),
          Map.entry("SCRIPT_TEMPERATURE", "1.5"),
          Map.entry("SCRIPT_TOP_P", "0.5"),
          Map.entry("VOICE_PRIMARY_PROVIDER", "azure"),
          Map.entry("VOICE_FALLBACK_PROVIDER", "local"),
          Map.entry("VOICE_MAX_DURATION_SECONDS", "60"),
          Map.entry("VOICE_SAMPLE_RATE", "16000"),
          Map.entry("THUMBNAIL_MODEL", "painter"),
          Map.entry("THUMBNAIL_INFERENCE_STEPS", "20"),
          Map.entry("THUMBNAIL_GUIDANCE_SCALE", "5"),
          Map.entry("THUMBNAIL_VARIATIONS", "1"));

  private ServiceVariables() {}
}
