package com.ytempire.ml.api.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.DriftScores.DriftScore;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.store.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftApiTest {
  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of(),
            options ->
                options.with(
                    DriftScores.class,
                    (model, from, until) -> Optional.of(new DriftScore(0.31234, null, true, END))));
    for (String version : List.of("1.2.3", "1.2.2")) {
      service
          .part(ModelRegistry.class)
          .register(
              new ModelVersion(
                  UUID.randomUUID(),
                  new ModelRef("trend_predictor", version),
                  "trend_prediction",
                  ModelStatus.INACTIVE,
                  "nowhere",
                  null,
                  null,
                  null,
                  Instant.now(),
                  null,
                  null,
                  null));
    }
    service
        .part(Verdicts.class)
        .save(
            List.of(
                event("1.2.3", "all", 1),
                event("1.2.2", "all", 30),
                event("1.2.3", "region=US", 1)));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static DriftEvent event(String version, String slice, int daysAgo) {
    Instant end = END.minus(Duration.ofDays(daysAgo));
    return new DriftEvent(
        "trend_predictor",
        version,
        slice,
        WindowKind.TUMBLING,
        end.minus(Duration.ofDays(1)),
        end,
        DriftVerdict.DRIFT,
        ColumnKind.FEATURE,
        "views",
        DriftVerdict.DRIFT,
        "ks",
        0.3,
        0.1,
        1e-9,
        1e-8,
        Double.NaN,
        0.005,
        0.02,
        4_000,
        900,
        0.002,
        5.25,
        7.5,
        ChangeShape.SUDDEN,
        "",
        List.of(
            new ComparedBin(Double.NaN, 6, 0.5, 0.25), new ComparedBin(6, Double.NaN, 0.5, 0.75)));
  }

  private static Answer read(String path) {
    return service.as("read").get(path);
  }

  @Test
  void tellsWhatWasFoundOfAModelInThePeriod() {
    Answer answer = read("/drift/trend_predictor");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("versions")).hasSize(1);
    assertThat(json.at("/versions/0/model_version").asText()).isEqualTo("1.2.3");
    assertThat(json.at("/versions/0/columns/0/bins")).hasSize(2);
    assertThat(json.at("/versions/0/top_movers/0/ratio").asDouble()).isEqualTo(0.3 / 0.1);
    assertThat(read("/drift/trend_predictor?period=60d").json().get("versions")).hasSize(2);
  }

  @Test
  void findsVersionsSlicesAndSpansOfTime() {
    assertThat(read("/drift/trend_predictor_v1.2.2?period=60d").json().get("versions")).hasSize(1);
    assertThat(read("/drift/trend_predictor?version=1.2.2&period=60d").json().get("versions"))
        .hasSize(1);
    assertThat(read("/drift/trend_predictor?version=1.2.2").json().get("versions")).isEmpty();
    assertThat(read("/drift/trend_predictor?slice=region%3DUS").json().get("slice").asText())
        .isEqualTo("region=US");
    assertThat(read("/drift/trend_predictor?slice=region%3DFR").json().get("versions")).isEmpty();
    Instant then = END.minus(Duration.ofDays(30));
    String span = "?from=%s&to=%s".formatted(then.minusSeconds(1), then);
    assertThat(
            read("/drift/trend_predictor" + span).json().at("/versions/0/model_version").asText())
        .isEqualTo("1.2.2");
  }

  @Test
  void theReportIsAPageOrJsonForThoseWhoAcceptThat() {
    Answer page = read("/drift/trend_predictor/report");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
    assertThat(page.body()).startsWith("<!doctype html>").contains("Drift of trend_predictor");

    Answer json =
        service.as("read").with("Accept", "application/json").get("/drift/trend_predictor/report");
    assertThat(json.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(json.json().get("versions"))
        .isEqualTo(read("/drift/trend_predictor").json().get("versions"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?period=0d",
        "?period=91d",
        "?period=week",
        "?period=7d&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
        "?from=2026-01-01T00:00:00Z",
        "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z",
        "?from=yesterday&to=today",
        "?slice=%00",
        "?slice=",
        "?version=123456789012345678901"
      })
  void refusesWhatIsNotAllowed(String query) {
    for (String path : List.of("/drift/trend_predictor", "/drift/trend_predictor/report")) {
      Answer answer = read(path + query);

      assertThat(answer.status()).as(path + query).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("invalid-request");
    }
  }

  @Test
  void whatIsNotThereIsNotFoundAndStrangersAreRefused() {
    assertThat(read("/drift/nobody").status()).isEqualTo(404);
    assertThat(read("/drift/nobody/report").status()).isEqualTo(404);
    assertThat(read("/drift/trend_predictor?version=9.9.9").status()).isEqualTo(404);
    assertThat(service.anybody().get("/drift/trend_predictor").status()).isEqualTo(401);
    assertThat(service.as("predict").get("/drift/trend_predictor/report").status()).isEqualTo(403);
  }

  @Test
  void metricsOfAVersionHaveItsDrift() {
    JsonNode drift = read("/models/trend_predictor_v1.2.3/metrics").json().at("/metrics/drift");

    assertThat(drift.get("feature_drift").asDouble()).isEqualTo(0.3123);
    assertThat(drift.get("prediction_drift").isNull()).isTrue();
    assertThat(drift.get("alert_triggered").asBoolean()).isTrue();
  }
}
