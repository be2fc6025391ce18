package com.ytempire.ml.api.security;

import com.ytempire.ml.api.security.RateLimiter.Decision;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;

/**
 * Says on every answer to a counted request, refusals too, how much is left: in the fields of draft
 * 7 of the IETF's rate limit headers, which most clients know.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateLimitHeaders implements Ordered {
  private static final String DECISION = "ytempire.rate";

  /** Has what was decided said on the answer. */
  static void announce(HttpRequest<?> request, Decision decision) {
    request.setAttribute(DECISION, decision);
  }

  /** Around everything that counts. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before() - 1;
  }

  @ResponseFilter
  void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request.getAttribute(DECISION, Decision.class).ifPresent(d -> tell(d, response.getHeaders()));
  }

  private static void tell(Decision decision, MutableHttpHeaders headers) {
    headers.set("RateLimit-Limit", String.valueOf(decision.limit()));
    headers.set("RateLimit-Remaining", String.valueOf(decision.remaining()));
    headers.set("RateLimit-Reset", String.valueOf(seconds(decision.reset())));
    headers.set("RateLimit-Policy", decision.limit() + ";w=60");
  }

  private static long seconds(Duration length) {
    return length.plusMillis(999).toSeconds();
  }
}
