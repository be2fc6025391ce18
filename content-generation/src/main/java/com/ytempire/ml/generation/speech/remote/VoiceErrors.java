package com.ytempire.ml.generation.speech.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.generation.http.ProviderHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Codes in the answers of voice services that are no success. Published shapes: ElevenLabs {@code
 * {"detail": {"status": ...}}}, Google {@code {"error": {"status": ..., "details": [{"retryDelay":
 * "30s"}]}}}, Azure {@code {"error": {"code": ...}}} or nothing. A text that is no single word is
 * not a code: messages may repeat the request. Safe to share.
 */
final class VoiceErrors implements ProviderHttp.ErrorCode {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CODES =
      List.of("/detail/status", "/detail/code", "/error/status", "/error/code", "/code");

  @Override
  public @Nullable String find(byte[] body) {
    JsonNode json = json(body);
    for (String place : CODES) {
      String code = json.at(place).asText("");
      if (code.matches("[A-Za-z][A-Za-z0-9_.-]{0,59}")) {
        return code;
      }
    }
    return null;
  }

  /** Google's RetryInfo: seconds with up to nine decimals and an s. */
  @Override
  public Optional<Duration> pause(byte[] body) {
    for (JsonNode detail : json(body).at("/error/details")) {
      String delay = detail.path("retryDelay").asText("");
      if (delay.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
        double seconds = Double.parseDouble(delay.substring(0, delay.length() - 1));
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
      }
    }
    return Optional.empty();
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.nullNode() : node;
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }
}
