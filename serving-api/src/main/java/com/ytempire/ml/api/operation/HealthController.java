package com.ytempire.ml.api.operation;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.concurrent.CompletableFuture;

/** Whether the process lives and whether it can answer. Open to everybody. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
class HealthController {

  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The process lives: it answers. Says nothing of what it depends on. */
  @Get("/live")
  Liveness live() {
    return new Liveness("up");
  }

  /**
   * Whether requests can be answered: {@code up}, {@code degraded} while something is away without
   * which answers are less than they could be, or {@code down} with status 503 when nothing can be
   * answered.
   */
  @Get("/ready")
  @ApiResponse(
      responseCode = "200",
      description = "Requests are answered.",
      content = @Content(schema = @Schema(implementation = ReadyAnswer.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Nothing can be answered.",
      content = @Content(schema = @Schema(implementation = ReadyAnswer.class)))
  CompletableFuture<HttpResponse<ReadyAnswer>> ready() {
    return readiness
        .look()
        .thenApply(
            answer ->
                answer.status().equals(Readiness.DOWN)
                    ? HttpResponse.<ReadyAnswer>status(HttpStatus.SERVICE_UNAVAILABLE).body(answer)
                    : HttpResponse.ok(answer));
  }
}
