package com.ytempire.ml.local.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.ingest.EventsInMemory;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.api.trend.TopicEncoder;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.memory.InMemoryContentIndex;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.run.UnseenVideos.Video;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.training.boosting.BoostingTrainer;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.release.ModelTraining;
import com.ytempire.ml.training.release.TrainedVersion;
import com.ytempire.ml.training.release.VersionRegistration;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.source.TrainingSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings that begin canaries on their own, and callers who ask about videos and later report
 * what became of them: nobody else decides which version stays.
 */
@ExtendWith(RunningStack.class)
@Timeout(240)
class TrainedCanaryIT {
  private static final String MODEL = "trend_predictor";
  private static final Path SHIPPED = Path.of("..", "config", "features.yaml");
  private static final DatasetQuery QUERY =
      RunPlan.QUERY.withSplit(new DataSplit(0.6, 0.15, 0.25), 1);

  /** What docs/serving.md names for a smaller difference and a share of one half. */
  private static final int MOST_UNTIL_ROLLBACK = 250;

  /** What it names for a version that is wrong in 5 %, not 50 %, as the usual one is. */
  private static final int MOST_UNTIL_PROMOTION = 3_300;

  private static final int VIDEOS = 500;
  private static final int CALLERS = 4;
  private static final int AT_ONCE = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger questions = new AtomicInteger();

  private String events;
  private ModelTraining training;
  private ServiceClient admin;
  private ServiceClient caller;

  /** An answer whose outcome is yet to be reported. */
  private record Open(String predictionId, boolean grew) {}

  @Test
  void takesAVersionOfShuffledLabelsBackAndPromotesABetterOneWithoutAHuman(LocalStack shared)
      throws Exception {
    Map<String, String> variables = variables(shared);
    PlatformSettings settings = PlatformSettings.from(variables);
    events = DailyEvents.write(folder.resolve("events.jsonl"), VIDEOS, 1).toString();
    var sources = new TrainingSources(FeaturePlan.load(SHIPPED), settings.objects(), clock);
    try (ModelStores stores = ModelStores.require(folder.resolve("none"), variables, clock);
        ModelCache files = ModelCache.open(stores.openRepository(), settings.models())) {
      var registration =
          new VersionRegistration(
              stores.registry(), stores.rollouts(), files, stores.publisher(), "test");
      var trainers =
          new Trainers(List.of(new BoostingTrainer(), new ShuffledLabels(new BoostingTrainer())));
      training = new ModelTraining(new TrainingRun(sources, trainers, clock), registration);
      TrainedVersion good = train("gradient_boosting", 1, Deployment.NONE);
      registration.activate(good.version().ref());

      UnseenVideos videos = UnseenVideos.of(sources.load(events, QUERY));
      try (ServiceUnderTest service = ServiceUnderTest.start(variables, TrainedCanaryIT::real)) {
        service.part(ContentIndex.class).save(videos.contents(clock.instant()));
        admin = service.as("admin", "read");
        caller = service.as("predict", "ingest");

        TrainedVersion shuffled = train(ShuffledLabels.TYPE, 2, Deployment.canary(50));
        JsonNode rollback = decision(videos, shuffled, MOST_UNTIL_ROLLBACK);
        assertThat(rollback.path("decision").asText()).isEqualTo("rolled_back");
        assertThat(wrong(rollback, "candidate")).isGreaterThan(wrong(rollback, "active"));
        assertThat(active(stores)).isEqualTo(good.version().ref());

        registration.activate(shuffled.version().ref());
        TrainedVersion better = train("gradient_boosting", 3, Deployment.canary(50));
        JsonNode promotion = decision(videos, better, MOST_UNTIL_PROMOTION);
        assertThat(promotion.path("decision").asText()).isEqualTo("promoted");
        assertThat(wrong(promotion, "candidate")).isLessThan(0.2);
        assertThat(wrong(promotion, "active")).isGreaterThan(0.5);
        assertThat(active(stores)).isEqualTo(better.version().ref());
      }
    }
  }

  private Map<String, String> variables(LocalStack shared) throws Exception {
    Map<String, String> variables = new HashMap<>(FreshStores.on(shared));
    variables.put("MODEL_REGISTRY_PATH", folder.resolve("registry").toString());
    variables.put("MODEL_CACHE_DIR", folder.resolve("models").toString());
    variables.put("PREDICTION_JOURNAL_DIR", folder.resolve("journal").toString());
    variables.put("MODEL_POLL_MS", "100");
    variables.put("CANARY_LOOK_MS", "250");
    // A machine that does other things as well must not decide here.
    variables.put("CANARY_SLOW_MS", "5000");
    variables.put("MODEL_DEFAULT_TIMEOUT_MS", "20000");
    return variables;
  }

  /**
   * All stores but that of content are real: Postgres finds content by an approximate index, which
   * loses its way among topics that are all equally unlike. Events go nowhere.
   */
  private static ServiceOptions real(ServiceOptions options) {
    return EventsInMemory.in(
        new ServiceOptions(
            options.settings(),
            options.plan(),
            options.engines(),
            options.clock(),
            options.port(),
            options.metricsPort(),
            Map.of(
                TopicEncoder.class,
                new WordEncoder(),
                ContentIndex.class,
                new InMemoryContentIndex())));
  }

  private TrainedVersion train(String trainer, long seed, Deployment deployment) throws Exception {
    ModelRef ref = training.next(MODEL);
    var plan =
        new RunPlan(
            trainer,
            events,
            QUERY,
            Map.of("epochs", 40.0, "learning_rate", 0.2),
            seed,
            folder.resolve(ref.toString()),
            folder.resolve("checkpoints"));
    return training.train(plan, ref, deployment, (round, most, figures) -> true);
  }

  private static ModelRef active(ModelStores stores) {
    return stores.registry().active(MODEL).orElseThrow().ref();
  }

  /** Share of a side's judged answers. */
  private static double wrong(JsonNode decision, String side) {
    JsonNode counts = decision.path("figures").path(side);
    return counts.path("wrong").asDouble() / counts.path("judged").asDouble();
  }

  /**
   * How a canary that its training began ends. Callers ask as long as it runs, and not more often
   * than is documented: then it must end by what is known.
   */
  private JsonNode decision(UnseenVideos videos, TrainedVersion candidate, int most)
      throws Exception {
    String modelId = candidate.version().ref().modelId();
    assertThat(candidate.canary()).as(candidate.note()).isPresent();
    var asked = new AtomicInteger();
    awaitTraffic(videos, asked);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<CompletableFuture<Void>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        var random = new SplittableRandom(i);
        callers.add(
            CompletableFuture.runAsync(
                () -> {
                  while (isRunning(modelId) && asked.get() <= most - CALLERS * AT_ONCE) {
                    askAndReport(videos, random, asked);
                  }
                },
                threads));
      }
      CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get(90, SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertThat(asked.get()).isLessThanOrEqualTo(most);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(isRunning(modelId)).as("%s", history(modelId)).isFalse());
    JsonNode decision = history(modelId).path("decisions").path(0);
    assertThat(decision.path("model_id").asText()).isEqualTo(modelId);
    assertThat(decision.path("automatic").asBoolean()).isTrue();
    assertThat(decision.path("reason").asText()).contains("of judged answers wrong");
    System.out.printf(
        "canary of %s: %s after %d requests, %s%n",
        modelId, decision.path("decision").asText(), asked.get(), decision.path("reason").asText());
    return decision;
  }

  /** Waits until the service knows of the canary, which begins beside it. */
  private void awaitTraffic(UnseenVideos videos, AtomicInteger asked) {
    await()
        .atMost(PATIENCE)
        .until(() -> ask(videos.get(0), asked).at("/metadata/variant").asText().equals("canary"));
  }

  private JsonNode ask(Video video, AtomicInteger asked) {
    asked.incrementAndGet();
    String topic = video.question(questions.getAndIncrement());
    Answer answer = caller.post("/predict/trend", "{\"topic\": \"%s\"}".formatted(topic));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/metadata/degraded").isArray()).as(answer.body()).isTrue();
    assertThat(answer.json().at("/metadata/degraded")).as(answer.body()).isEmpty();
    assertThat(answer.json().at("/metadata/evidence/best_similarity").asDouble())
        .as(answer.body())
        .isGreaterThan(0.9);
    return answer.json();
  }

  /** Asks some questions, and reports what became of the videos once the answers are kept. */
  private void askAndReport(UnseenVideos videos, SplittableRandom random, AtomicInteger asked) {
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Video video = videos.get(random.nextInt(videos.size()));
      JsonNode answer = ask(video, asked);
      open.add(new Open(answer.path("prediction_id").asText(), video.isTakingOff()));
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              open.removeIf(this::reported);
              return open.isEmpty();
            });
  }

  /** Whether an outcome was taken; an answer is kept a moment after it was given. */
  private boolean reported(Open one) {
    Answer answer =
        caller.post(
            "/feedback",
            "{\"prediction_id\": \"%s\", \"actual_outcome\": {\"grew_20_percent\": %s}}"
                .formatted(one.predictionId, one.grew));
    assertThat(answer.status()).as(answer.body()).isIn(200, 404);
    return answer.status() == 200;
  }

  private boolean isRunning(String candidate) {
    for (JsonNode running : history(candidate).path("running")) {
      if (running.path("model_id").asText().equals(candidate)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode history(String modelId) {
    return admin.get("/models/%s/rollouts".formatted(modelId)).json();
  }
}
