package com.ytempire.ml.api.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;

/** What the operation that a request is for asks of its caller. */
final class Rules {
  private Rules() {}

  /** Whether everybody may call it, or there is no such operation. */
  static boolean isOpen(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request).isEmpty()
        || asks(request, SecurityRule.IS_ANONYMOUS);
  }

  /** Whether only administrators may call it. */
  static boolean isAdministration(HttpRequest<?> request) {
    return asks(request, Scopes.ADMIN);
  }

  private static boolean asks(HttpRequest<?> request, String rule) {
    return RouteAttributes.getRouteMatch(request)
        .map(route -> route.getAnnotationMetadata().stringValues(Secured.class))
        .filter(rules -> Arrays.asList(rules).contains(rule))
        .isPresent();
  }
}
