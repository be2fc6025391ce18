package com.ytempire.ml.api.http;

import com.ytempire.ml.core.settings.PlatformSettings;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Bounds how long a caller waits: {@code MODEL_DEFAULT_TIMEOUT_MS} after the request came in whole
 * it is answered, with 504 if with nothing better. Work that is under way then is not stopped; what
 * it waits for has bounds of its own.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(RequestDeadline.ORDER)
public final class RequestDeadline {
  /** Around everything but the request's journal. */
  static final int ORDER = -100_000;

  private static final String ATTRIBUTE = "ytempire.deadline";

  private final Duration limit;

  RequestDeadline(PlatformSettings settings) {
    this.limit = settings.models().defaultTimeout();
  }

  @RequestFilter
  Publisher<MutableHttpResponse<?>> bound(
      HttpRequest<?> request, FilterContinuation<Publisher<MutableHttpResponse<?>>> next) {
    request.setAttribute(ATTRIBUTE, System.nanoTime() + limit.toNanos());
    Mono<MutableHttpResponse<?>> answer = Mono.from(next.proceed());
    return answer.timeout(limit, Mono.error(ProblemException::timeout));
  }

  /** How much time is left to answer a request; zero when none is. */
  public static Duration remaining(HttpRequest<?> request) {
    long deadline =
        request
            .getAttribute(ATTRIBUTE, Long.class)
            .orElseThrow(() -> new IllegalStateException("the request has no deadline"));
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
