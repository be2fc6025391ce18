package com.ytempire.ml.api.model;

import static com.ytempire.ml.api.model.ModelFixtures.served;
import static com.ytempire.ml.api.model.ModelFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionFixtures;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RolloutWatchTest {
  private static ServiceUnderTest service;
  private static Rollouts rollouts;
  private static ModelRegistry registry;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Map.of(), options -> options);
    rollouts = service.part(Rollouts.class);
    registry = service.part(ModelRegistry.class);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ModelRef register(String name, String number) {
    return registry
        .register(version(new ModelRef(name, number), "trend_prediction", Instant.EPOCH))
        .ref();
  }

  private static Rollout canary(String name) {
    registry.activate(register(name, "1"));
    return rollouts.start(register(name, "2"), RolloutKind.CANARY, 10, "test");
  }

  private static void serve(ModelRef model, TrafficVariant variant, int answers, int errors) {
    List<ServedPrediction> served = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      served.add(served(model, variant, Instant.now(), 5, "0", "0"));
    }
    PredictionLog log = service.part(PredictionLog.class);
    log.saveServed(served);
    if (errors > 0) {
      log.saveFailures(
          List.of(new FailedRequests(UUID.randomUUID(), model, variant, errors, Instant.now())));
    }
  }

  @Test
  void takesACanaryBackThatFailsAndLeavesOneThatDoesNot() {
    Rollout harmful = canary("harmful");
    Rollout harmless = canary("harmless");
    for (Rollout rollout : List.of(harmful, harmless)) {
      serve(new ModelRef(rollout.candidate().name(), "1"), TrafficVariant.ACTIVE, 200, 0);
    }
    serve(harmful.candidate(), TrafficVariant.CANARY, 50, 20);
    serve(harmless.candidate(), TrafficVariant.CANARY, 70, 0);

    service.part(RolloutWatch.class).look();

    Rollout ended = rollouts.find(harmful.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(RolloutState.ROLLED_BACK);
    assertThat(ended.reason()).contains("of requests without an answer: 0.2857 over 70");
    assertThat(rollouts.find(harmless.id()).orElseThrow().isRunning()).isTrue();
    assertThat(registry.active("harmful").orElseThrow().ref().version()).isEqualTo("1");
  }

  @Test
  void endsRolloutsWhoseVersionWasDecidedOnElsewhere() {
    Rollout activated = canary("activated");
    Rollout deprecated = canary("deprecated");
    registry.activate(activated.candidate());
    registry.deprecate(deprecated.candidate());

    service.part(RolloutWatch.class).look();

    assertThat(rollouts.find(activated.id()).orElseThrow().state())
        .isEqualTo(RolloutState.PROMOTED);
    assertThat(rollouts.find(deprecated.id()).orElseThrow().state())
        .isEqualTo(RolloutState.ROLLED_BACK);
  }

  @Test
  void measuresPastDaysOnce() {
    ModelRef model = register("measured", "1");
    Instant yesterday = Instant.now().minusSeconds(86_400);
    service
        .part(PredictionLog.class)
        .saveServed(List.of(served(model, TrafficVariant.ACTIVE, yesterday, 5, "0", "0")));
    LocalDate day = LocalDate.ofInstant(yesterday, ZoneOffset.UTC);

    service.part(ModelUpkeep.class).measure();
    service.part(ModelUpkeep.class).measure();

    assertThat(service.part(PredictionStatistics.class).daily(model, day, day)).hasSize(1);
  }

  @Test
  void tellsPrometheusHowRightActiveVersionsAre() throws IOException {
    ModelRef model = register("gauged", "1");
    registry.activate(model);
    Prediction right = PredictionFixtures.prediction(model, "a", Instant.now().minusSeconds(9));
    Prediction wrong = PredictionFixtures.prediction(model, "b", Instant.now().minusSeconds(9));
    PredictionLog log = service.part(PredictionLog.class);
    log.savePredictions(List.of(right, wrong));
    log.saveOutcomes(
        List.of(
            PredictionFixtures.outcome(right, true, 0),
            PredictionFixtures.calm(PredictionFixtures.outcome(wrong, false, 0))));

    service.part(ModelGauges.class).refresh();

    var text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(text, service.part(PrometheusRegistry.class).scrape());
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("accuracy{model_id=\"gauged_v1\"} 0.5")
        .contains("recall{model_id=\"gauged_v1\"} 1.0")
        .contains("prediction_journal_entries_total{result=\"dropped\"} 0.0");
  }
}
