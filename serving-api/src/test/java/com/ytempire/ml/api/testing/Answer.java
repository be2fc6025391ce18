package com.ytempire.ml.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * An answer of the service.
 *
 * @param status HTTP status
 * @param headers as they came
 * @param body as text; empty for none
 */
public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The end of the problem's type, such as {@code not-found}; empty where it is no problem. */
  public String problem() {
    boolean isProblem = header("content-type").orElse("").startsWith("application/problem+json");
    return isProblem ? json().path("type").asText().replace("urn:ytempire:problem:", "") : "";
  }
}
