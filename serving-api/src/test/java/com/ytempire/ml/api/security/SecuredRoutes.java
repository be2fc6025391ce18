package com.ytempire.ml.api.security;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.concurrent.atomic.AtomicInteger;

/** Operations that only tests have, one for each kind of rule. Counts what gets through. */
@Controller("/vault")
@Requires(bean = SecuredRoutes.Wanted.class)
class SecuredRoutes {
  /** Says that a service is to have these operations, and counts their calls. */
  static final class Wanted {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
      return calls.get();
    }
  }

  private final Wanted wanted;

  SecuredRoutes(Wanted wanted) {
    this.wanted = wanted;
  }

  private String through() {
    wanted.calls.incrementAndGet();
    return "through";
  }

  @Secured(Scopes.READ)
  @Get("/read")
  String read() {
    return through();
  }

  @Secured(Scopes.PREDICT)
  @Post("/predict")
  String predict(@Body String body) {
    return through();
  }

  @Secured(Scopes.ADMIN)
  @Post("/models/{id}/reload")
  String reload(@PathVariable String id) {
    return through();
  }

  @Secured(Scopes.ADMIN)
  @Get("/broken")
  String broken() {
    throw new IllegalStateException("on purpose");
  }

  @Secured(SecurityRule.IS_ANONYMOUS)
  @Get("/open")
  String open() {
    return through();
  }

  @Get("/unruled")
  String unruled() {
    return through();
  }
}
