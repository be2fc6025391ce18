package com.ytempire.ml.generation.http;

import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks one service, once, and says what its answer means:
 *
 * <ul>
 *   <li>no connection: AWAY;
 *   <li>no whole answer in time: SLOW;
 *   <li>an answer that is broken off, too long, empty or of another media type: MALFORMED;
 *   <li>status 429, 529, and 503 with {@code Retry-After}: BUSY, with the pause that it asks for;
 *   <li>another status from 500 on, and 408: AWAY; any other: REFUSED.
 * </ul>
 *
 * Messages name status and error code, never a key or a text of the request or the answer.
 * Redirects are not followed. Safe to share.
 */
public final class ProviderHttp {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final int TOO_MANY = 429;
  private static final int OVERLOADED = 529;
  private static final int LONGEST_CODE = 60;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECTING)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final String provider;
  private final ErrorCode codes;
  private final Clock clock;

  /** Finds the service's own code of an error in the body of an answer. */
  @FunctionalInterface
  public interface ErrorCode {
    /**
     * @return a word such as {@code insufficient_quota}, or null where the body has none; must not
     *     throw
     */
    @Nullable String find(byte[] body);

    /**
     * How long the body asks to wait, for services that say it there and not in a header; must not
     * throw. An hour at most is heeded.
     */
    default Optional<Duration> pause(byte[] body) {
      return Optional.empty();
    }

    /**
     * Whether a code says, of an answer that reads as BUSY, that no waiting helps; must not throw.
     */
    default boolean isRefusal(String code) {
      return false;
    }
  }

  /**
   * @param provider as messages name it
   * @param codes finds the service's code of an error
   * @param clock tells dates of {@code Retry-After} from now
   */
  public ProviderHttp(String provider, ErrorCode codes, Clock clock) {
    this.provider = provider;
    this.codes = codes;
    this.clock = clock;
  }

  /**
   * A whole answer of the media type that was asked for.
   *
   * @param body at least one byte
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed through; nobody compares them.
  public record Answer(HttpHeaders headers, String mediaType, byte[] body) {}

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param timeout until its last byte is there
   * @param mediaTypes what the answer may be, such as {@code application/json}, in lower case
   * @param mostBytes most of its body
   */
  public Answer send(
      HttpRequest.Builder request, Duration timeout, Set<String> mediaTypes, long mostBytes)
      throws ProviderException, InterruptedException {
    var isAnswering = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request.timeout(timeout).build(),
            head -> {
              isAnswering.set(true);
              return new BoundedBody(mostBytes);
            });
    try {
      HttpResponse<byte[]> response = sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return require(response, mediaTypes);
    } catch (TimeoutException e) {
      throw failure(Reason.SLOW, "no whole answer in %d ms".formatted(timeout.toMillis()), e);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause(), isAnswering.get(), timeout);
    } finally {
      sent.cancel(true);
    }
  }

  private ProviderException unanswered(
      @Nullable Throwable cause, boolean isAnswering, Duration timeout) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return failure(Reason.AWAY, "no connection", null);
    }
    if (cause instanceof java.net.http.HttpTimeoutException) {
      return failure(Reason.SLOW, "no answer in %d ms".formatted(timeout.toMillis()), null);
    }
    // Once a request is on its way, the service may have done what it says.
    return failure(
        Reason.MALFORMED,
        isAnswering ? "its answer was broken off" : "it hung up without an answer",
        null);
  }

  private Answer require(HttpResponse<byte[]> response, Set<String> mediaTypes)
      throws ProviderException {
    int status = response.statusCode();
    if (status / 100 != 2) {
      throw refused(response, status);
    }
    String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    String mediaType = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    if (!mediaTypes.contains(mediaType)) {
      throw failure(
          Reason.MALFORMED,
          "its answer is %s; expected %s"
              .formatted(mediaType.isEmpty() ? "of no media type" : mediaType, mediaTypes),
          null);
    }
    if (response.body().length == 0) {
      throw failure(Reason.MALFORMED, "its answer is empty", null);
    }
    return new Answer(response.headers(), mediaType, response.body());
  }

  private ProviderException refused(HttpResponse<byte[]> response, int status) {
    Duration pause =
        RetryAfter.of(response.headers(), clock)
            .or(() -> codes.pause(response.body()).map(RetryAfter::bounded))
            .orElse(null);
    boolean isBusy = status == TOO_MANY || status == OVERLOADED || status == 503 && pause != null;
    Reason reason =
        isBusy ? Reason.BUSY : status >= 500 || status == 408 ? Reason.AWAY : Reason.REFUSED;
    String code = codes.find(response.body());
    String named = code == null || !isWord(code) ? "" : " (" + code + ")";
    String message = "%s: status %d%s".formatted(provider, status, named);
    return isBusy && code != null && codes.isRefusal(code)
        ? new ProviderException(Reason.REFUSED, message, null)
        : new ProviderException(reason, message, pause, null);
  }

  /** Codes are words; anything else might hold what must not be told. */
  private static boolean isWord(String code) {
    return !code.isEmpty()
        && code.length() <= LONGEST_CODE
        && code.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-. ".indexOf(c) >= 0);
  }

  private ProviderException failure(Reason reason, String what, @Nullable Throwable cause) {
    return new ProviderException(reason, provider + ": " + what, cause);
  }
}
