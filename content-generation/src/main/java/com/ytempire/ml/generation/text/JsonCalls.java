package com.ytempire.ml.generation.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.generation.http.ProviderHttp;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of one service that takes and gives JSON. Safe to share. */
final class JsonCalls {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Far more than the longest text with its escapes. */
  private static final long MOST_BYTES = 8L << 20;

  private static final Set<String> MEDIA_TYPES = Set.of("application/json");

  private final String provider;
  private final ProviderHttp http;

  /**
   * @param refusals codes of answers that read as if there were too much to do, and no waiting
   *     helps
   */
  JsonCalls(String provider, Set<String> refusals, Clock clock) {
    this.provider = provider;
    this.http =
        new ProviderHttp(
            provider,
            new ProviderHttp.ErrorCode() {
              @Override
              public @Nullable String find(byte[] body) {
                return errorCode(body);
              }

              @Override
              public boolean isRefusal(String code) {
                return refusals.contains(code);
              }
            },
            clock);
  }

  /** Posts an object and reads the one that is answered. */
  JsonNode post(URI address, Map<String, String> headers, ObjectNode body, CallTerms terms)
      throws ProviderException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Idempotency-Key", terms.idempotencyKey())
            .POST(BodyPublishers.ofByteArray(bytes(body)));
    headers.forEach(request::header);
    ProviderHttp.Answer answer = http.send(request, terms.timeout(), MEDIA_TYPES, MOST_BYTES);
    try {
      JsonNode read = JSON.readTree(answer.body());
      if (!read.isObject()) {
        throw malformed("is no JSON object");
      }
      return read;
    } catch (IOException e) {
      // The cause would show a part of the answer.
      throw malformed("is no JSON");
    }
  }

  /** An answer that is not as published. */
  ProviderException malformed(String what) {
    return new ProviderException(Reason.MALFORMED, provider + ": its answer " + what, null);
  }

  /** A text within an answer. */
  String text(JsonNode parent, String field, String place) throws ProviderException {
    JsonNode value = parent.get(field);
    if (value == null || !value.isTextual()) {
      throw malformed("has no text " + place);
    }
    return value.textValue();
  }

  /** A count within an answer; 0 where there is none. */
  long count(JsonNode parent, String field) throws ProviderException {
    JsonNode value = parent.get(field);
    if (value == null || value.isNull()) {
      return 0;
    }
    if (!value.canConvertToLong() || value.longValue() < 0) {
      throw malformed("has no count in usage." + field);
    }
    return value.longValue();
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON object cannot be written", e);
    }
  }

  /** OpenAI's code, else the type that both services give. */
  private static @Nullable String errorCode(byte[] body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      JsonNode code = error.path("code");
      String text = code.isTextual() ? code.textValue() : error.path("type").asText();
      return text.isEmpty() ? null : text;
    } catch (IOException e) {
      return null;
    }
  }
}
