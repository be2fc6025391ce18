package com.ytempire.ml.api.security;

import com.ytempire.ml.api.http.RequestIds;
import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.AuditEntry.Outcome;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.security.Principal;
import java.time.Clock;
import java.util.UUID;

/** Records every call of an operation that only administrators may call, refused ones too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AuditFilter implements Ordered {
  private final AuditTrail trail;
  private final Clock clock;

  AuditFilter(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** Around the check of who calls and the count of failures, so that refusals are seen. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before() - 1;
  }

  @ResponseFilter
  void record(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!Rules.isAdministration(request)) {
      return;
    }
    String path = request.getPath();
    String template = BasicHttpAttributes.getUriTemplate(request).orElse(path);
    trail.record(
        new AuditEntry(
            UUID.randomUUID(),
            clock.instant(),
            request.getUserPrincipal().map(Principal::getName).orElse("anonymous"),
            request.getMethodName() + " " + template,
            path,
            Outcome.ofStatus(response.code()),
            response.code(),
            RequestIds.of(request),
            RateLimitFilter.addressOf(request).substring("address:".length())));
  }
}
