package com.ytempire.ml.api.security;

import com.ytempire.ml.api.http.BasePaths;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import com.ytempire.ml.api.security.RateLimiter.Decision;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.RateLimitSettings;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.http.filter.ServerFilterPhase;
import java.security.Principal;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Counts requests of each known caller and, where nobody is known, of each address, and answers 429
 * to those who have used up their minute. Health is not counted: whoever watches the service must
 * not be turned away because of others behind the same address.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateLimitFilter implements Ordered {
  private static final String HEALTH = BasePaths.BASE + "/health";

  private final RateLimiter limiter;
  private final RateLimitSettings settings;

  RateLimitFilter(RateLimiter limiter, PlatformSettings settings) {
    this.limiter = limiter;
    this.settings = settings.service().rates();
  }

  /** Once it is known who calls. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  Publisher<MutableHttpResponse<?>> count(
      HttpRequest<?> request, FilterContinuation<Publisher<MutableHttpResponse<?>>> next) {
    Principal principal = request.getUserPrincipal().orElse(null);
    if (principal instanceof CallerAuthentication known) {
      Integer own = known.caller().requestsPerMinute();
      int limit = own == null ? settings.perMinute() : own;
      return count(request, known.caller().actor(), limit, next);
    }
    return request.getPath().startsWith(HEALTH)
        ? next.proceed()
        : count(request, addressOf(request), settings.anonymousPerMinute(), next);
  }

  private Publisher<MutableHttpResponse<?>> count(
      HttpRequest<?> request,
      String subject,
      int limit,
      FilterContinuation<Publisher<MutableHttpResponse<?>>> next) {
    if (limit == 0) {
      return next.proceed();
    }
    return Mono.fromFuture(limiter.count(subject, limit))
        .flatMap(
            decision -> {
              RateLimitHeaders.announce(request, decision);
              return decision.allowed() ? Mono.from(next.proceed()) : Mono.error(tooMany(decision));
            });
  }

  static ProblemException tooMany(Decision decision) {
    return new ProblemException(
        ProblemKind.RATE_LIMITED,
        "more than %d requests in a minute; try again later".formatted(decision.limit()),
        List.of(),
        decision.retryAfter(),
        null);
  }

  /** Of the connection: headers of proxies can be written by anybody. */
  static String addressOf(HttpRequest<?> request) {
    var address = request.getRemoteAddress().getAddress();
    return "address:" + (address == null ? "unknown" : address.getHostAddress());
  }
}
