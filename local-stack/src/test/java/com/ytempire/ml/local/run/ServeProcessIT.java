package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.TestTokens;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.local.cli.YtempireCli;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.local.server.StackPorts;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} as a user starts it, against servers that are there. */
@ExtendWith(RunningStack.class)
@Timeout(180)
class ServeProcessIT {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** What a JVM ends with that was told to by SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  @Test
  void answersUntilItIsToldToEndAndThenEndsInOrder(@TempDir Path folder, LocalStack shared)
      throws Exception {
    StackPorts ports = StackPorts.free();
    Map<String, String> variables = variables(folder, shared, ports);
    activateModel(PlatformSettings.from(variables));
    Path console = folder.resolve("console.log");
    Process process = start(variables, console);
    try {
      String server = "http://127.0.0.1:" + ports.postgres();
      awaitReady(process, console, server);

      Answer models = new ServiceClient(URI.create(server + "/ml/v1")).as("read").get("/models");
      assertThat(models.status()).as(models.body()).isEqualTo(200);
      assertThat(models.body()).contains("trend_predictor");
      assertThat(process.isAlive()).isTrue();

      process.destroy();
      boolean ended = process.waitFor(DRAIN.plusSeconds(25).toSeconds(), TimeUnit.SECONDS);

      assertThat(ended).as(Files.readString(console)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(Files.readString(console))
          .containsSubsequence(
              "the service listens on",
              "stopping",
              "drained: every running request has ended",
              "the service has stopped")
          .doesNotContain("cut off", "not closed in order", "not everything stopped");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Map<String, String> variables(Path folder, LocalStack shared, StackPorts ports)
      throws Exception {
    Map<String, String> variables = new HashMap<>(shared.connections().variables());
    variables.putAll(FreshStores.on(shared));
    variables.put("JWT_SECRET", TestTokens.SECRET);
    variables.put("JWT_ISSUER", TestTokens.ISSUER);
    variables.put("JWT_AUDIENCE", TestTokens.AUDIENCE);
    variables.put("MODEL_REGISTRY_PATH", folder.resolve("registry").toString());
    variables.put("MODEL_CACHE_DIR", folder.resolve("models").toString());
    variables.put("PREDICTION_JOURNAL_DIR", folder.resolve("journal").toString());
    variables.put("SERVICE_PORT", "" + ports.postgres());
    variables.put("PROMETHEUS_METRICS_PORT", "" + ports.redis());
    variables.put("SERVICE_DRAIN_MS", "" + DRAIN.toMillis());
    return variables;
  }

  private static void activateModel(PlatformSettings settings) throws Exception {
    Clock clock = Clock.systemUTC();
    try (var database = PostgresConnections.pool(settings.database(), 2);
        var repository =
            ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      var unused = DatabaseSchema.migrate(database);
      new ModelPublisher(
              repository, new PostgresModelRegistry(database, clock), clock, UUID::randomUUID)
          .activate(StarterModel.publishTo(repository).ref(), "test");
    }
  }

  private static Process start(Map<String, String> variables, Path console) throws Exception {
    var builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx768m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dai.djl.offline=true",
                    "-Duser.timezone=UTC",
                    "-Dytempire.home=" + System.getProperty("ytempire.home", ""),
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    YtempireCli.class.getName(),
                    "serve"))
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static void awaitReady(Process process, Path console, String server) {
    var client = HttpClient.newHttpClient();
    var request =
        HttpRequest.newBuilder(URI.create(server + "/ml/v1/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    await()
        .atMost(START_LIMIT)
        .ignoreException(ConnectException.class)
        .untilAsserted(
            () -> {
              assertThat(process.isAlive()).as(Files.readString(console)).isTrue();
              var answer = client.send(request, BodyHandlers.ofString());
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
  }
}
