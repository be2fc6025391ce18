package com.ytempire.ml.api.model;

import static com.ytempire.ml.api.model.ModelFixtures.served;
import static com.ytempire.ml.api.model.ModelFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsApiTest {
  private static final ModelRef ACTIVE = new ModelRef("trend_predictor", "1.2.3");
  private static final ModelRef OLD = new ModelRef("trend_predictor", "1.2.2");
  private static final ModelRef ODD = new ModelRef("odd_v1", "2_v3");

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Map.of(), options -> options);
    Instant created = Instant.parse("2026-01-01T00:00:00Z");
    ModelRegistry registry = service.part(ModelRegistry.class);
    registry.register(version(OLD, "trend_prediction", created));
    registry.register(version(ACTIVE, "trend_prediction", created.plusSeconds(1)));
    registry.register(version(ODD, "text_embedding", created.plusSeconds(2)));
    registry.activate(ACTIVE);
    registry.deprecate(OLD);
    Instant now = Instant.now();
    PredictionLog log = service.part(PredictionLog.class);
    log.saveServed(
        List.of(
            served(ACTIVE, TrafficVariant.ACTIVE, now.minusSeconds(60), 10, "0.75", "0.50"),
            served(ACTIVE, TrafficVariant.ACTIVE, now.minusSeconds(60), 30, "0.50", "0.25"),
            served(ACTIVE, TrafficVariant.SHADOW, now.minusSeconds(60), 900, "9", "9"),
            served(ACTIVE, TrafficVariant.ACTIVE, now.minusSeconds(7200), 100, "0", "0")));
    log.saveFailures(
        List.of(
            new FailedRequests(
                UUID.randomUUID(), ACTIVE, TrafficVariant.ACTIVE, 1, now.minusSeconds(60))));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer read(String path) {
    return service.as("read").get(path);
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.json().get("models").forEach(model -> ids.add(model.get("model_id").asText()));
    return ids;
  }

  @Test
  void listsVersionsWithTheFieldsOfTheReference() {
    Answer answer = read("/models");

    assertThat(answer.status()).isEqualTo(200);
    Printed.assertHasEveryField("models.json", answer.json());
    assertThat(ids(answer))
        .containsExactly("odd_v1_v2_v3", "trend_predictor_v1.2.3", "trend_predictor_v1.2.2");
    JsonNode active = answer.json().get("models").get(1);
    assertThat(active.get("status").asText()).isEqualTo("active");
    assertThat(Instant.parse(active.get("deployed_at").asText())).isBefore(Instant.now());
    assertThat(active.get("metrics").get("requests_24h").asLong()).isEqualTo(4);
    assertThat(active.get("metrics").get("latency_p95_ms").asLong()).isEqualTo(93);
    assertThat(active.get("metrics").get("accuracy").isNull()).isTrue();
    JsonNode odd = answer.json().get("models").get(0);
    assertThat(odd.get("deployed_at").isNull()).isTrue();
    assertThat(odd.get("metrics").get("latency_p95_ms").isNull()).isTrue();
  }

  @Test
  void filtersAndPages() {
    assertThat(ids(read("/models?type=trend_prediction"))).hasSize(2);
    assertThat(ids(read("/models?status=deprecated"))).containsExactly("trend_predictor_v1.2.2");
    assertThat(ids(read("/models?name=odd_v1"))).containsExactly("odd_v1_v2_v3");
    Answer page = read("/models?limit=1&offset=1");
    assertThat(ids(page)).containsExactly("trend_predictor_v1.2.3");
    assertThat(page.json().get("total").asInt()).isEqualTo(3);
    assertThat(ids(read("/models?offset=99"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models?status=asleep",
        "/models?limit=0",
        "/models?limit=501",
        "/models?offset=-1",
        "/models?limit=many",
        "/models/trend_predictor_v1.2.3/metrics?period=0h",
        "/models/trend_predictor_v1.2.3/metrics?period=91d",
        "/models/trend_predictor_v1.2.3/metrics?period=24",
        "/models/trend_predictor_v1.2.3/metrics?period=1w",
        "/models/trend_predictor_v1.2.3/metrics?period=-1h",
        "/models/trend_predictor_v1.2.3/metrics?period=99999999999h"
      })
  void refusesWhatIsNotAllowed(String path) {
    Answer answer = read(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
  }

  @Test
  void measuresAVersionByRealRequests() {
    Answer answer = read("/models/trend_predictor_v1.2.3/metrics?period=1h");

    assertThat(answer.status()).isEqualTo(200);
    Printed.assertHasEveryField("model-metrics.json", answer.json());
    assertThat(answer.json().get("period").asText()).isEqualTo("1h");
    JsonNode operational = answer.json().get("metrics").get("operational");
    assertThat(operational.get("requests").asLong()).isEqualTo(3);
    assertThat(operational.get("errors").asLong()).isEqualTo(1);
    assertThat(operational.get("error_rate").asDouble()).isEqualTo(0.3333);
    assertThat(operational.get("latency").get("p50_ms").asLong()).isEqualTo(20);
    JsonNode cost = answer.json().get("metrics").get("cost");
    assertThat(cost.get("compute_cost").asDouble()).isEqualTo(0.5);
    assertThat(cost.get("api_cost").asDouble()).isEqualTo(0.75);
    assertThat(cost.get("total_cost").asDouble()).isEqualTo(1.25);
    assertThat(answer.json().get("metrics").get("drift").get("alert_triggered").isNull()).isTrue();
  }

  @Test
  void takesADayWhereNoPeriodIsGivenAndFindsIdsThatCanBeCutInSeveralPlaces() {
    assertThat(
            read("/models/trend_predictor_v1.2.3/metrics")
                .json()
                .at("/metrics/operational/requests")
                .asLong())
        .isEqualTo(4);
    assertThat(read("/models/odd_v1_v2_v3/metrics").status()).isEqualTo(200);
    for (String unknown : List.of("nobody", "nobody_v1", "_v", "trend_predictor_v", "a%20b_v1")) {
      Answer answer = read("/models/" + unknown + "/metrics");
      assertThat(answer.status()).as(unknown).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("not-found");
    }
  }

  @Test
  void letsNobodyChangeAnythingWithoutTheScope() {
    String reload = "{\"version\": \"1.2.4\"}";
    for (String call : List.of("reload", "promote", "rollback", "shadow")) {
      String path = "/models/trend_predictor_v1.2.3/" + call;
      assertThat(service.anybody().post(path, reload).status()).as(call).isEqualTo(401);
      assertThat(service.as("read", "predict", "train", "ingest").post(path, reload).status())
          .as(call)
          .isEqualTo(403);
    }
    assertThat(service.anybody().get("/models").status()).isEqualTo(401);
    assertThat(service.as("predict").get("/models").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
        "s3://other/trend_predictor/1.2.4",
        "s3://models/../other/1.2.4",
        "../../etc",
        "{registry}/../../etc",
        "{registry}%2f..%2fetc",
        "{registry}-other/1",
        "{registry}@evil/1"
      })
  void readsNoVersionFromAPlaceThatIsNotAllowed(String source) {
    String registry = "file://" + Path.of(".ytempire/registry").toAbsolutePath();
    Answer answer =
        service
            .as("admin")
            .post(
                "/models/trend_predictor_v1.2.3/reload",
                "{\"version\": \"1.2.4\", \"source\": \"%s\"}"
                    .formatted(source.replace("{registry}", registry)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\": \"1.2.4\", \"canary_percentage\": 101}",
        "{\"version\": \"1.2.4\", \"canary_percentage\": -1}",
        "{\"version\": \"1.2.4\", \"canary_percentage\": \"10\"}",
        "{\"version\": \"1.2.4\", \"validate\": 1}",
        "{\"version\": \"../1\"}",
        "{\"version\": \"1.2.4\", \"force\": true}"
      })
  void refusesAReloadThatIsNotAsTheReferencePrintsIt(String body) {
    Answer answer = service.as("admin").post("/models/trend_predictor_v1.2.3/reload", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
  }
}
