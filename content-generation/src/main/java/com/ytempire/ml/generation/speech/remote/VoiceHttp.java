package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call to a voice service and what its failure means. Redirects are not followed, since the key
 * would go with them. Safe to share; a call blocks.
 */
final class VoiceHttp {
  /** More than any piece of speech: eleven minutes at 48,000 Hz. */
  private static final int MOST_BYTES = 64 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final String provider;
  private final ErrorAnswer errors;

  VoiceHttp(String provider, Clock clock) {
    this.provider = provider;
    this.errors = new ErrorAnswer(provider, clock);
  }

  /**
   * The text of a key, for a header.
   *
   * @throws IllegalArgumentException for one that no header can hold; without showing it
   */
  static String header(String provider, Secret key) {
    String text = key.reveal();
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "%s: key is empty or has characters that a key has not".formatted(provider));
    }
    return text;
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param mediaTypes that a good answer may have, without parameters
   */
  byte[] send(HttpRequest.Builder request, Duration timeout, Set<String> mediaTypes)
      throws ProviderException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request.timeout(timeout).build(), head -> new LimitedBody(MOST_BYTES));
    HttpResponse<byte[]> answer;
    try {
      answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      throw new ProviderException(
          Reason.SLOW, "%s: no whole answer in %s".formatted(provider, timeout), null);
    } finally {
      sent.cancel(true);
    }
    if (answer.statusCode() != 200) {
      throw errors.of(answer);
    }
    String mediaType = mediaType(answer);
    if (!mediaTypes.contains(mediaType)) {
      throw malformed("media type '%s'".formatted(mediaType), null);
    }
    if (answer.body().length == 0) {
      throw malformed("empty answer", null);
    }
    return answer.body();
  }

  /** What is wrong with an answer that came. */
  ProviderException malformed(String what, @Nullable Throwable cause) {
    return new ProviderException(Reason.MALFORMED, provider + ": " + what, cause);
  }

  private static String mediaType(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    int end = type.indexOf(';');
    String plain = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return plain.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}") ? plain : "";
  }

  /** Causes are not kept where their text may show the address or the request. */
  private ProviderException failed(@Nullable Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return new ProviderException(Reason.AWAY, provider + ": no connection", null);
    }
    if (cause instanceof HttpTimeoutException) {
      return new ProviderException(Reason.SLOW, provider + ": no answer in time", null);
    }
    if (cause instanceof LimitedBody.TooLongException) {
      return malformed("more than %d bytes".formatted(MOST_BYTES), null);
    }
    if (cause instanceof IOException) {
      return malformed("answer broken off", null);
    }
    return malformed(
        "call failed: " + (cause == null ? "unknown" : cause.getClass().getSimpleName()), null);
  }
}
