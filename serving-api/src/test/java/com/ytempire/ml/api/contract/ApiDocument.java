package com.ytempire.ml.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The description that a running service serves, OpenAPI 3.1.
 *
 * @param root the whole document
 */
record ApiDocument(JsonNode root) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  static ApiDocument of(ServiceUnderTest service) {
    Answer answer = service.anybody().get("/openapi.json");
    if (answer.status() != 200) {
      throw new AssertionError("no description: " + answer.status() + " " + answer.body());
    }
    return new ApiDocument(answer.json());
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            operations.add(
                                new Operation(
                                    entry.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    entry.getValue()));
                          }
                        }));
    return operations;
  }

  Operation operation(String method, String path) {
    return operations().stream()
        .filter(each -> each.method().equals(method) && each.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
  }

  /** What a reference points at; the node itself where it is none. */
  JsonNode resolve(JsonNode node) {
    JsonNode next = node;
    while (next.has("$ref")) {
      next = root.at(next.path("$ref").asText().substring(1));
    }
    return next;
  }

  /** Where the answer of a status is described, as a JSON pointer, references followed. */
  String pointerToAnswer(Operation operation, String status) {
    String pointer =
        "/paths/%s/%s/responses/%s"
            .formatted(
                escape(operation.path()), operation.method().toLowerCase(Locale.ROOT), status);
    JsonNode node = root.at(pointer);
    while (node.has("$ref")) {
      pointer = node.path("$ref").asText().substring(1);
      node = root.at(pointer);
    }
    return pointer;
  }

  /** A name as it stands in a JSON pointer. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
