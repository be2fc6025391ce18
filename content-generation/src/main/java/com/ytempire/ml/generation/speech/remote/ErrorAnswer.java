package com.ytempire.ml.generation.speech.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is no success means. Published shapes: ElevenLabs {@code {"detail":
 * {"status": ...}}}, Google {@code {"error": {"status": ..., "details": [{"retryDelay": "30s"}]}}},
 * Azure {@code {"error": {"code": ...}}} or nothing. Of the body only such a code is shown, and
 * only when it looks like one, as messages may repeat the request. Safe to share.
 */
final class ErrorAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CODES =
      List.of("/detail/status", "/detail/code", "/error/status", "/error/code", "/code");

  /** Nobody may hold a call back for longer. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final String provider;
  private final Clock clock;

  ErrorAnswer(String provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  ProviderException of(HttpResponse<byte[]> answer) {
    JsonNode body = json(answer.body());
    String code = code(body);
    String message =
        "%s: status %d%s"
            .formatted(provider, answer.statusCode(), code.isEmpty() ? "" : " (" + code + ")");
    Reason reason = reason(answer.statusCode());
    Duration retryAfter =
        reason == Reason.BUSY || reason == Reason.AWAY ? retryAfter(answer, body) : null;
    return new ProviderException(reason, message, retryAfter, null);
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 429, 503 -> Reason.BUSY;
      case 408 -> Reason.AWAY;
      // The service behind the gateway may have made it.
      case 504 -> Reason.SLOW;
      default -> status >= 500 ? Reason.AWAY : status < 300 ? Reason.MALFORMED : Reason.REFUSED;
    };
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.nullNode() : node;
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }

  private static String code(JsonNode body) {
    for (String place : CODES) {
      String code = body.at(place).asText("");
      if (code.matches("[A-Za-z][A-Za-z0-9_.-]{0,59}")) {
        return code;
      }
    }
    return "";
  }

  private @Nullable Duration retryAfter(HttpResponse<byte[]> answer, JsonNode body) {
    String header = answer.headers().firstValue("Retry-After").orElse("").strip();
    Duration pause = header.isEmpty() ? retryDelay(body) : fromHeader(header);
    if (pause == null || pause.isNegative()) {
      return null;
    }
    return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
  }

  /** Seconds, or a date. */
  private @Nullable Duration fromHeader(String header) {
    try {
      if (header.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(header));
      }
      Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), until);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Google's RetryInfo: seconds with up to nine decimals and an s. */
  private static @Nullable Duration retryDelay(JsonNode body) {
    for (JsonNode detail : body.at("/error/details")) {
      String delay = detail.path("retryDelay").asText("");
      if (delay.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
        double seconds = Double.parseDouble(delay.substring(0, delay.length() - 1));
        return Duration.ofMillis(Math.round(seconds * 1000));
      }
    }
    return null;
  }
}
