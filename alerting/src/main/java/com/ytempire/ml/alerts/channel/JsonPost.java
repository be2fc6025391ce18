package com.ytempire.ml.alerts.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One address that takes JSON. The operator names it, so it may be a private one; redirects are not
 * followed all the same. Safe to share between threads; calls block.
 */
final class JsonPost {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(15);

  /** Nobody may hold a notification back for longer. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private static final int SHOWN_OF_ANSWER = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final URI address;
  private final Clock clock;

  JsonPost(URI address, Clock clock) {
    this.address = address;
    this.clock = clock;
  }

  /** Writes a document. */
  @FunctionalInterface
  interface Document {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /**
   * Sends a document and waits for a status from 200 to 299.
   *
   * @throws DeliveryException for any other status, and for none
   */
  void send(Document document) throws DeliveryException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(bytes(document)))
            .build();
    // The request's own time ends with the head of the answer; this bounds the rest.
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      require(sent.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      // Neither the address nor the cause's text is shown: both may hold the secret.
      throw DeliveryException.passing("no answer: " + name(e.getCause()));
    } catch (TimeoutException e) {
      throw DeliveryException.passing("no answer in " + WHOLE.toSeconds() + " s");
    } finally {
      sent.cancel(true);
    }
  }

  private static String name(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  private void require(HttpResponse<String> response) throws DeliveryException {
    int status = response.statusCode();
    String body = response.body().strip();
    String answer = body.substring(0, Math.min(body.length(), SHOWN_OF_ANSWER));
    if (status / 100 == 2) {
      return;
    }
    String message = "status %d%s".formatted(status, answer.isEmpty() ? "" : ": " + answer);
    if (status / 100 == 4 && status != 429 && status != 408 || status / 100 == 3) {
      throw DeliveryException.permanent(message);
    }
    throw DeliveryException.passing(
        message, retryAfter(response.headers().firstValue("Retry-After").orElse("")));
  }

  /** Seconds, or a date. */
  private @Nullable Duration retryAfter(String header) {
    Duration pause;
    try {
      boolean number = !header.isEmpty() && header.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number) {
        pause = Duration.ofSeconds(Long.parseLong(header));
      } else {
        Instant until =
            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        pause = Duration.between(clock.instant(), until);
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
    return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
  }

  private static byte[] bytes(Document document) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      document.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
