package com.ytempire.ml.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * One operation of the description.
 *
 * @param method in capitals
 * @param path as described, such as {@code /ml/v1/models/{model_id}/reload}
 * @param node what the description says of it
 */
record Operation(String method, String path, JsonNode node) {

  /** The statuses that it can answer, as texts. */
  Set<String> statuses() {
    var statuses = new TreeSet<String>();
    node.path("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  /** Whether anybody may call it. */
  boolean isOpen() {
    return node.has("security") && node.path("security").isEmpty();
  }

  /** Whether it is the inference protocol's, whose errors have another shape. */
  boolean isOfTheProtocol() {
    return path.equals("/v2") || path.startsWith("/v2/");
  }

  boolean hasBody() {
    return node.has("requestBody");
  }

  boolean needsBody() {
    return node.path("requestBody").path("required").asBoolean();
  }

  /** The path with every parameter replaced. */
  String pathWith(String value) {
    return path.replaceAll("\\{[^}]+}", value);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
