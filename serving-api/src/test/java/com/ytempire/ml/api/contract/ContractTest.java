package com.ytempire.ml.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation is called with requests made up from the description that the service serves. */
class ContractTest {
  /** Change it to try others; a failure prints the requests themselves. */
  private static final long SEED = Long.getLong("ytempire.contract.seed", 20261122L);

  /** They need what no made-up request knows: an id, a name, a place or a state. */
  private static final Set<String> NOT_FOUND_BY_CHANCE =
      Set.of(
          "POST /ml/v1/features/online",
          "POST /ml/v1/feedback",
          "POST /ml/v1/models/{model_id}/hold",
          "POST /ml/v1/models/{model_id}/promote",
          "POST /ml/v1/models/{model_id}/rollback",
          "POST /ml/v1/train/{model_type}",
          "POST /v2/models/{model_name}/infer",
          "POST /v2/models/{model_name}/versions/{model_version}/infer");

  private static ApiDocument document;
  private static AnswerRules rules;
  private static List<MadeRequest> requests;

  @BeforeAll
  static void make() {
    document = ApiDocument.of(ContractService.get());
    rules = new AnswerRules(document);
    requests = new RequestMaker(document, ContractService.known()).make(SEED);
  }

  @Test
  void everyOperationIsCalledWithValidAndWithWrongRequests() {
    Set<String> valid = new LinkedHashSet<>();
    Set<String> wrong = new LinkedHashSet<>();
    for (MadeRequest request : requests) {
      (request.isValid() ? valid : wrong).add(request.operation().toString());
    }
    Set<String> all = new LinkedHashSet<>();
    Set<String> choosing = new LinkedHashSet<>();
    for (Operation operation : document.operations()) {
      all.add(operation.toString());
      if (operation.hasBody()) {
        choosing.add(operation.toString());
      }
    }

    assertThat(valid).containsAll(all);
    assertThat(wrong).containsAll(choosing);
  }

  @Test
  void answersAllowedAndWrongRequestsAsDescribed() {
    ServiceClient caller = ContractService.everybody();
    Map<String, Map<Integer, Integer>> counts = new TreeMap<>();
    List<String> broken = new ArrayList<>();

    for (MadeRequest request : requests) {
      Answer answer = send(caller, request);
      counts
          .computeIfAbsent(request.operation().toString(), operation -> new TreeMap<>())
          .merge(answer.status(), 1, Integer::sum);
      List<String> rulesBroken =
          new ArrayList<>(
              rules.broken(request.operation(), answer, request.target() + request.body()));
      if (answer.status() >= 500) {
        rulesBroken.add("status " + answer.status());
      }
      if (request.hasWrongBody() && answer.status() < 400 && !tellsFailedItems(request, answer)) {
        rulesBroken.add("a wrong body is accepted with status " + answer.status());
      }
      report(broken, request, answer, rulesBroken);
    }

    System.out.println("contract: seed " + SEED + ", " + requests.size() + " requests");
    counts.forEach((operation, statuses) -> System.out.println("  " + operation + " " + statuses));
    assertThat(broken).isEmpty();
    Set<String> neverAccepted = new LinkedHashSet<>(counts.keySet());
    counts.forEach(
        (operation, statuses) -> {
          if (statuses.keySet().stream().anyMatch(status -> status < 300)) {
            neverAccepted.remove(operation);
          }
        });
    assertThat(neverAccepted)
        .as("operations of which no made-up request is accepted")
        .isEqualTo(NOT_FOUND_BY_CHANCE);
  }

  @Test
  void refusesWhoeverHasNoCredentialsWhateverIsAsked() {
    ServiceClient caller = ContractService.anybody();
    List<String> broken = new ArrayList<>();

    for (MadeRequest request : requests) {
      if (!request.operation().isOpen()) {
        Answer answer = send(caller, request);
        List<String> rulesBroken =
            new ArrayList<>(
                rules.broken(request.operation(), answer, request.target() + request.body()));
        // A path, method or media type that no operation has is told before anything else.
        boolean meetsNone = Set.of(404, 405, 415).contains(answer.status());
        if (answer.status() != 401 && (request.isValid() || !meetsNone)) {
          rulesBroken.add("status " + answer.status());
        }
        report(broken, request, answer, rulesBroken);
      }
    }

    assertThat(broken).isEmpty();
  }

  /** In a batch, a wrong item does not spoil the others. */
  private static boolean tellsFailedItems(MadeRequest request, Answer answer) {
    return request.operation().path().endsWith("/batch")
        && answer.json().path("failed").asInt() > 0;
  }

  private static Answer send(ServiceClient caller, MadeRequest request) {
    ServiceClient with = caller;
    for (Map.Entry<String, String> header : new LinkedHashMap<>(request.headers()).entrySet()) {
      with = with.with(header.getKey(), header.getValue());
    }
    return with.send(request.operation().method(), request.target(), request.body());
  }

  private static void report(
      List<String> broken, MadeRequest request, Answer answer, List<String> rulesBroken) {
    if (!rulesBroken.isEmpty()) {
      broken.add(
          "%s%n    answer: %d %s%n    broken: %s%n"
              .formatted(request, answer.status(), answer.body(), rulesBroken));
    }
  }
}
