package com.ytempire.ml.api.model;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.ingest.EventsInMemory;
import com.ytempire.ml.api.routing.ActiveVersions;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canaries that nobody looks after, on a real Postgres: callers go on asking and report what came
 * of it, through the API only.
 */
@Timeout(240)
class CanaryOnEvidenceIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final ModelRef GOOD = new ModelRef("trend_predictor", "1.0.0");
  private static final ModelRef SHUFFLED = new ModelRef("trend_predictor", "1.0.1");
  private static final ModelRef ALSO_GOOD = new ModelRef("trend_predictor", "1.0.2");

  /** The most that docs/serving.md names for so large a difference and a share of one half. */
  private static final int DOCUMENTED = 3_300;

  private static final int CALLERS = 4;
  private static final int GROUPS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path directory;

  private static ServiceUnderTest service;
  private static ServiceClient admin;
  private static ServiceClient caller;

  private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** An answer whose outcome is yet to be reported. */
  private record Open(String predictionId, boolean grew) {}

  @BeforeAll
  static void start() throws SQLException, IOException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    DatabaseSettings database = SERVERS.database();
    var models = new PublishedModels(directory);
    Map<String, String> variables = new HashMap<>(models.variables());
    variables.put(
        "DATABASE_URL",
        "postgresql://%s@%s:%d/%s"
            .formatted(database.user(), database.host(), database.port(), database.database()));
    variables.put("PREDICTION_JOURNAL_DIR", directory.resolve("journal").toString());
    variables.put("CANARY_LOOK_MS", "250");
    // A machine that does other things as well must not decide here.
    variables.put("CANARY_SLOW_MS", "5000");
    service = ServiceUnderTest.start(variables, CanaryOnEvidenceIT::withRealStores);
    // What takes off is known by the first number. Training on shuffled labels leaves a version
    // that
    // is as sure, by a number that says nothing.
    models.publish(service, TrendModels.by(models, GOOD, "a"));
    models.publish(service, TrendModels.by(models, SHUFFLED, "b"));
    models.publish(service, TrendModels.by(models, ALSO_GOOD, "a"));
    service.part(ModelRegistry.class).activate(GOOD);
    service.part(ContentIndex.class).save(contents());
    admin = service.as("admin", "read");
    caller = service.as("predict", "ingest");
  }

  private static ServiceOptions withRealStores(ServiceOptions options) {
    Map<Class<?>, Object> others = new HashMap<>(EventsInMemory.in(options).replacements());
    others
        .keySet()
        .removeAll(
            Set.of(
                ModelRegistry.class,
                Rollouts.class,
                DecisionOutbox.class,
                PredictionLog.class,
                PredictionStatistics.class));
    others.put(ActiveVersions.class, ActiveVersions.none());
    return new ServiceOptions(
        options.settings(),
        options.plan(),
        options.engines(),
        options.clock(),
        options.port(),
        options.metricsPort(),
        others);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static boolean growsUsually(int group) {
    return group % 2 == 0;
  }

  /** Of every second group the videos take off; the second number is one of chance. */
  private static List<EmbeddedContent> contents() {
    var random = new SplittableRandom(7);
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      double chance = random.nextBoolean() ? 1 : 0;
      String title = word(group);
      for (int i = 0; i < 4; i++) {
        contents.add(
            new EmbeddedContent(
                new ContentSnapshot(
                    "US|%s-%d".formatted(title, i),
                    title,
                    "channel",
                    28,
                    Instant.now().minus(Duration.ofDays(2)),
                    "e" + i,
                    Instant.now().minus(Duration.ofMinutes(30)),
                    Map.of("views", 20_000.0, "a", growsUsually(group) ? 1.0 : 0.0, "b", chance)),
                WordEncoder.VERSION,
                WordEncoder.embedding(title)));
      }
    }
    return contents;
  }

  private static String word(int group) {
    return "topic" + (char) ('a' + group / 26) + (char) ('a' + group % 26);
  }

  @Test
  void takesAWorseVersionBackAndPromotesABetterOneWithoutAHuman() throws Exception {
    int needed = untilDecided(SHUFFLED, "rolled_back");
    assertThat(needed).isLessThanOrEqualTo(DOCUMENTED);
    assertThat(service.part(ModelRegistry.class).active(GOOD.name()).orElseThrow().ref())
        .isEqualTo(GOOD);

    service.part(ModelRegistry.class).activate(SHUFFLED);
    int forBetter = untilDecided(ALSO_GOOD, "promoted");

    assertThat(forBetter).isLessThanOrEqualTo(DOCUMENTED);
    assertThat(service.part(ModelRegistry.class).active(GOOD.name()).orElseThrow().ref())
        .isEqualTo(ALSO_GOOD);
    assertThat(mistakes).isEmpty();
    System.out.printf(
        "canary on evidence: taken back after %d requests, promoted after %d%n", needed, forBetter);
  }

  /** Requests from the start of a canary to its end, while callers go on. */
  private int untilDecided(ModelRef candidate, String expected) throws Exception {
    Answer reloaded =
        admin.post(
            "/models/%s/reload".formatted(GOOD.modelId()),
            "{\"version\": \"%s\", \"canary_percentage\": 50}".formatted(candidate.version()));
    assertThat(reloaded.json().path("canary_enabled").asBoolean()).as(reloaded.body()).isTrue();
    int before = asked.get();
    Instant until = Instant.now().plus(PATIENCE);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<CompletableFuture<Void>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int seed = i;
        callers.add(
            CompletableFuture.runAsync(
                () -> goOnAsking(new SplittableRandom(before + seed), candidate, until), threads));
      }
      CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get(120, SECONDS);
    } finally {
      threads.shutdownNow();
    }
    JsonNode decision = lastDecision();
    assertThat(decision.path("decision").asText())
        .as("after %d requests: %s", asked.get() - before, history().toPrettyString())
        .isEqualTo(expected);
    assertThat(decision.path("model_id").asText()).isEqualTo(candidate.modelId());
    assertThat(decision.path("automatic").asBoolean()).isTrue();
    assertThat(decision.path("reason").asText()).contains("of judged answers wrong");
    assertThat(decision.at("/figures/questions")).hasSize(4);
    return asked.get() - before;
  }

  private void goOnAsking(SplittableRandom random, ModelRef candidate, Instant until) {
    List<Open> open = new ArrayList<>();
    int count = 0;
    while (mistakes.isEmpty() && Instant.now().isBefore(until)) {
      int group = random.nextInt(GROUPS);
      // Not everything comes as it usually does: nobody can be right more often than in 19 of 20.
      boolean grew = random.nextInt(20) == 0 ? !growsUsually(group) : growsUsually(group);
      String topic = "%s n%d".formatted(word(group), asked.getAndIncrement());
      Answer answer = caller.post("/predict/trend", "{\"topic\": \"%s\"}".formatted(topic));
      if (answer.status() != 200) {
        mistakes.add("%s: %d %s".formatted(topic, answer.status(), answer.body()));
        return;
      }
      open.add(new Open(answer.json().path("prediction_id").asText(), grew));
      if (++count % 50 == 0) {
        open.removeIf(this::reported);
        if (!isRunning(candidate)) {
          return;
        }
      }
    }
  }

  /** Whether an outcome was taken; an answer is kept a moment after it was given. */
  private boolean reported(Open one) {
    Answer answer =
        caller.post(
            "/feedback",
            "{\"prediction_id\": \"%s\", \"actual_outcome\": {\"grew_20_percent\": %s}}"
                .formatted(one.predictionId, one.grew));
    if (answer.status() != 200 && answer.status() != 404) {
      mistakes.add("feedback: %d %s".formatted(answer.status(), answer.body()));
    }
    return answer.status() == 200;
  }

  private static boolean isRunning(ModelRef candidate) {
    for (JsonNode running : history().path("running")) {
      if (running.path("model_id").asText().equals(candidate.modelId())) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode lastDecision() {
    return history().path("decisions").path(0);
  }

  private static JsonNode history() {
    return admin.get("/models/%s/rollouts".formatted(GOOD.modelId())).json();
  }
}
