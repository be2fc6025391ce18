package com.ytempire.ml.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests as callers send them, and the same with texts that no caller would send. */
class OrdinaryRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** There is nothing to promote, to take back or to hold. */
  private static final Set<String> REFUSED_NOW =
      Set.of(
          "POST /ml/v1/models/{model_id}/hold",
          "POST /ml/v1/models/{model_id}/promote",
          "POST /ml/v1/models/{model_id}/rollback");

  private static ApiDocument document;
  private static AnswerRules rules;
  private static ServiceClient caller;
  private static String prediction;

  @BeforeAll
  static void find() {
    document = ApiDocument.of(ContractService.get());
    rules = new AnswerRules(document);
    caller = ContractService.everybody();
    prediction =
        caller
            .post("/ml/v1/predict/trend", Printed.text("predict-trend-request.json"))
            .json()
            .path("prediction_id")
            .asText();
  }

  /** One body per operation that takes one. */
  private static Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    String trend = Printed.text("predict-trend-request.json");
    bodies.put("/ml/v1/predict/trend", trend);
    bodies.put("/ml/v1/predict/trend/batch", "{\"requests\":[" + trend + "]}");
    bodies.put("/ml/v1/similar", "{\"text\":\"home robots\",\"limit\":5}");
    bodies.put("/ml/v1/train/{model_type}", Printed.text("train-request.json"));
    bodies.put("/ml/v1/models/{model_id}/reload", "{\"version\":\"1.2.3\",\"validate\":false}");
    bodies.put("/ml/v1/models/{model_id}/promote", "{\"reason\":\"better\"}");
    bodies.put("/ml/v1/models/{model_id}/rollback", "{\"reason\":\"worse\"}");
    bodies.put("/ml/v1/models/{model_id}/hold", "{\"held\":true,\"reason\":\"looked at\"}");
    bodies.put("/ml/v1/models/{model_id}/shadow", "{\"percentage\":50}");
    bodies.put(
        "/ml/v1/events/video",
        "{\"video_id\":\"v1\",\"region\":\"US\",\"title\":\"Robots\",\"views\":5,"
            + "\"event_time\":\"2025-01-10T10:00:00Z\"}");
    bodies.put(
        "/ml/v1/events/signals",
        "{\"source\":\"twitter\",\"topic\":\"ai\",\"volume\":12,"
            + "\"event_time\":\"2025-01-10T10:00:00Z\"}");
    bodies.put(
        "/ml/v1/features/online",
        "{\"entities\":[{\"entity_type\":\"topic\",\"entity_id\":\"twitter|robots\"}],"
            + "\"features\":[\"signal_volume_1h\"]}");
    String tensors =
        "{\"id\":\"7\",\"inputs\":[{\"name\":\"features\",\"shape\":[1,2],"
            + "\"datatype\":\"FP32\",\"data\":[1.5,2]}]}";
    bodies.put("/v2/models/{model_name}/infer", tensors);
    bodies.put("/v2/models/{model_name}/versions/{model_version}/infer", tensors);
    bodies.put(
        "/ml/v1/feedback",
        "{\"prediction_id\":\"%s\",\"actual_outcome\":{\"views\":5},\"comment\":\"good\"}"
            .formatted(prediction));
    return bodies;
  }

  private static String target(Operation operation) {
    String path = operation.path();
    for (Map.Entry<String, String> known : ContractService.known().entrySet()) {
      path = path.replace("{" + known.getKey() + "}", known.getValue().replace("|", "%7C"));
    }
    return path;
  }

  @Test
  void everyOperationAnswersWhatIsAskedOrdinarilyAsItIsDescribed() {
    Map<String, String> bodies = bodies();
    assertThat(bodies.keySet())
        .isEqualTo(
            document.operations().stream()
                .filter(Operation::hasBody)
                .map(Operation::path)
                .collect(Collectors.toSet()));
    // The prediction is kept a moment after it is answered.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> caller.post("/ml/v1/feedback", bodies.get("/ml/v1/feedback")).status() == 200);
    List<String> broken = new ArrayList<>();

    for (Operation operation : document.operations()) {
      String body = bodies.get(operation.path());
      Answer answer = caller.send(operation.method(), target(operation), body);
      rules
          .broken(operation, answer, String.valueOf(body))
          .forEach(rule -> broken.add(operation + ": " + rule + " " + answer.body()));
      boolean refused = answer.status() == 409 && REFUSED_NOW.contains(operation.toString());
      if (answer.status() >= 300 && !refused) {
        broken.add(operation + ": " + answer.status() + " " + answer.body());
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void strangeTextsInAnyFieldAreNoFailure() throws JsonProcessingException {
    Map<String, String> texts =
        Map.of(
            "a lone surrogate", "\\ud800",
            "a zero", "a\\u0000b",
            "controls", "\\u0001\\u001b[2J\\u202e\\ufeff",
            "a combining storm", "e" + "\\u0301".repeat(500),
            "1 MB", "x".repeat(1_000_000),
            "SQL", "'; DROP TABLE model_predictions; --",
            "a template", "${jndi:ldap://127.0.0.1/a}{{7*7}}%s%n");
    List<String> broken = new ArrayList<>();

    for (Operation operation : document.operations()) {
      String body = bodies().get(operation.path());
      if (body == null) {
        continue;
      }
      List<String> values = new ArrayList<>();
      texts(JSON.readTree(body), values);
      for (String value : Set.copyOf(values)) {
        texts.forEach(
            (name, text) -> {
              String changed = body.replace("\"" + value + "\"", "\"" + text + "\"");
              Answer answer = raw(operation, changed);
              List<String> found = new ArrayList<>(rules.broken(operation, answer, changed));
              if (answer.status() >= 500 || answer.status() == 0) {
                found.add("status " + answer.status());
              }
              found.forEach(
                  rule ->
                      broken.add("%s, %s for '%s': %s".formatted(operation, name, value, rule)));
            });
      }
    }

    assertThat(broken).isEmpty();
  }

  private static Answer raw(Operation operation, String body) {
    return RawCall.send(
        ContractService.get().address(),
        operation.method(),
        target(operation),
        List.of(
            "Content-Type: application/json",
            "Authorization: " + TestTokens.bearer(Scopes.ALL.toArray(String[]::new))),
        body.getBytes(UTF_8));
  }

  private static void texts(JsonNode node, List<String> values) {
    if (node.isTextual()) {
      values.add(node.asText());
    }
    node.forEach(child -> texts(child, values));
  }
}
