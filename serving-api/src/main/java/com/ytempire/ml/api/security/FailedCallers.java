package com.ytempire.ml.api.security;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.RateLimitSettings;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.concurrent.CompletableFuture;

/**
 * Counts, by address, the requests whose caller is not known, so that guessing is slow: beyond the
 * limit for addresses they get 429 in place of 401. Callers with a valid credential are not touched
 * by what others at their address do.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class FailedCallers implements Ordered {
  private final RateLimiter limiter;
  private final RateLimitSettings settings;

  FailedCallers(RateLimiter limiter, PlatformSettings settings) {
    this.limiter = limiter;
    this.settings = settings.service().rates();
  }

  /** Around the check of who calls. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before();
  }

  @ResponseFilter
  CompletableFuture<MutableHttpResponse<?>> count(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    int limit = settings.anonymousPerMinute();
    if (response.status() != HttpStatus.UNAUTHORIZED || limit == 0) {
      return CompletableFuture.completedFuture(response);
    }
    return limiter
        .count(RateLimitFilter.addressOf(request), limit)
        .thenApply(
            decision -> {
              RateLimitHeaders.announce(request, decision);
              if (!decision.allowed()) {
                throw RateLimitFilter.tooMany(decision);
              }
              return response;
            });
  }
}
