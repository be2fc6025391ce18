package com.ytempire.ml.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.ytempire.ml.api.testing.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds answers against the description: status, type and every field are described, errors are
 * problem documents, and nothing internal is told. Confined to one thread.
 */
final class AnswerRules {
  private static final String PROBLEM = "application/problem+json";
  private static final String DOCUMENT = "urn:ytempire:description";

  /** What only somebody who knows how the service is built would say. */
  private static final List<String> INTERNAL =
      List.of(
          "com.ytempire",
          "io.micronaut",
          "java.lang",
          "java.util",
          "jackson",
          "Exception",
          "\tat ",
          "SELECT ",
          "INSERT ",
          "127.0.0.1");

  private final ApiDocument document;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> known = new HashMap<>();

  AnswerRules(ApiDocument document) {
    this.document = document;
    this.schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder
                    .schemas(Map.of(DOCUMENT, closed(document).toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /**
   * What the answer breaks; empty where all is as described.
   *
   * @param sent what the caller sent, which an answer may repeat whatever it is
   */
  List<String> broken(Operation operation, Answer answer, String sent) {
    List<String> broken = new ArrayList<>();
    String status = Integer.toString(answer.status());
    if (!operation.statuses().contains(status)) {
      broken.add("status " + status + " is not described");
      return broken;
    }
    if (answer.status() >= 400) {
      broken.addAll(
          operation.isOfTheProtocol()
              ? brokenProtocolError(answer, sent)
              : brokenProblem(answer, sent));
    }
    broken.addAll(brokenBody(operation, status, answer));
    return broken;
  }

  /** What a problem document breaks, described or not. */
  static List<String> brokenProblem(Answer answer, String sent) {
    List<String> broken = new ArrayList<>();
    if (!mediaType(answer).equals(PROBLEM)) {
      broken.add("status " + answer.status() + " with " + mediaType(answer));
      return broken;
    }
    JsonNode problem = answer.json();
    if (problem.path("status").asInt() != answer.status()) {
      broken.add("the problem says status " + problem.path("status"));
    }
    if (!problem.path("type").asText().startsWith("urn:ytempire:problem:")) {
      broken.add("the problem's type is " + problem.path("type"));
    }
    for (String field : List.of("title", "detail", "request_id")) {
      if (problem.path(field).asText().isBlank()) {
        broken.add("the problem has no " + field);
      }
    }
    broken.addAll(told(answer, sent));
    return broken;
  }

  /** The same where the inference protocol has a shape of its own for errors. */
  static List<String> brokenProtocolError(Answer answer, String sent) {
    if (!mediaType(answer).equals("application/json")) {
      return List.of("status " + answer.status() + " with " + mediaType(answer));
    }
    List<String> broken = new ArrayList<>(told(answer, sent));
    boolean notReady = answer.status() == 503 && answer.json().has("ready");
    if (!notReady && answer.json().path("error").asText().isBlank()) {
      broken.add("no error is told: " + answer.body());
    }
    return broken;
  }

  private static List<String> told(Answer answer, String sent) {
    return INTERNAL.stream()
        .filter(word -> answer.body().contains(word) && !sent.contains(word))
        .map(word -> "the problem tells '" + word + "'")
        .toList();
  }

  private List<String> brokenBody(Operation operation, String status, Answer answer) {
    String pointer = document.pointerToAnswer(operation, status);
    JsonNode content = document.root().at(pointer).path("content");
    if (content.isEmpty()) {
      return answer.body().isEmpty() ? List.of() : List.of("a body that is not described");
    }
    String mediaType = mediaType(answer);
    if (!content.has(mediaType)) {
      return List.of("content type '" + mediaType + "' is not described");
    }
    if (!mediaType.endsWith("json") || !content.path(mediaType).has("schema")) {
      return List.of();
    }
    String place = pointer + "/content/" + ApiDocument.escape(mediaType) + "/schema";
    return invalid(place, answer.json());
  }

  /** What a value breaks of the schema at a place of the description. */
  List<String> invalid(String pointer, JsonNode value) {
    Schema schema =
        known.computeIfAbsent(
            pointer,
            place -> schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + encoded(place))));
    return schema.validate(value).stream().map(Error::toString).toList();
  }

  private static String encoded(String pointer) {
    return pointer.replace("{", "%7B").replace("}", "%7D").replace("+", "%2B");
  }

  private static String mediaType(Answer answer) {
    String type = answer.header("content-type").orElse("none");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** A field that is not described is then a mistake, too. */
  private static JsonNode closed(ApiDocument document) {
    JsonNode copy = document.root().deepCopy();
    for (JsonNode schema : copy.path("components").path("schemas")) {
      boolean alone = !schema.has("allOf") && !schema.has("oneOf") && !schema.has("anyOf");
      if (alone && schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return copy;
  }
}
