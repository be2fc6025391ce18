package com.ytempire.ml.api.operation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Whether the process lives and whether it can answer. Open to everybody. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
class HealthController {

  /** The process lives: it answers. Says nothing of what it depends on. */
  @Get("/live")
  Liveness live() {
    return new Liveness("up");
  }
}
