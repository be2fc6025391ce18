package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;

/** Events, one or many at a time. */
@Controller("/events")
@Secured(Scopes.INGEST)
@Tag(name = "ingestion")
class EventController {
  private static final String LINES = "application/x-ndjson";
  private static final MediaType LINES_TYPE = MediaType.of(LINES);

  private final IngestEvents events;

  EventController(IngestEvents events) {
    this.events = events;
  }

  /** Takes snapshots of videos: one object, a list of up to 1,000, or one per line. */
  @Post("/video")
  @Consumes({MediaType.APPLICATION_JSON, LINES})
  @ExecuteOn(TaskExecutors.BLOCKING)
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(ref = "#/components/schemas/VideoEvents")),
        @Content(mediaType = LINES, schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "202",
      description = "every event is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some events are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> video(HttpRequest<?> request, @Body byte[] body) {
    return accept(EventKind.VIDEO, request, body);
  }

  /** Takes trend signals: one object, a list of up to 1,000, or one per line. */
  @Post("/signals")
  @Consumes({MediaType.APPLICATION_JSON, LINES})
  @ExecuteOn(TaskExecutors.BLOCKING)
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(ref = "#/components/schemas/TrendSignals")),
        @Content(mediaType = LINES, schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "202",
      description = "every signal is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some signals are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> signals(HttpRequest<?> request, @Body byte[] body) {
    return accept(EventKind.SIGNAL, request, body);
  }

  private CompletableFuture<HttpResponse<IngestAnswer>> accept(
      EventKind kind, HttpRequest<?> request, byte[] body) {
    boolean lines = request.getContentType().filter(LINES_TYPE::equals).isPresent();
    return events
        .accept(kind, body, lines ? Items.ofLines(body) : Items.ofJson(body))
        .thenApply(EventController::answer);
  }

  private static HttpResponse<IngestAnswer> answer(IngestAnswer answer) {
    HttpStatus status = answer.refused() == 0 ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS;
    return HttpResponse.<IngestAnswer>status(status).body(answer);
  }
}
