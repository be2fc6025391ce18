package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.security.Scopes;
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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;

/** Events, one or many at a time. */
@Controller("/events")
@Secured(Scopes.INGEST)
@Tag(name = "ingestion")
class EventController {
  static final String LINES = "application/x-ndjson";

  private final IngestEvents events;

  EventController(IngestEvents events) {
    this.events = events;
  }

  /** Takes snapshots of videos: one object, or a list of up to 1,000. */
  @Post("/video")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "202",
      description = "every event is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some events are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> video(@Body byte[] body) {
    return answer(events.accept(EventKind.VIDEO, body, Items.ofJson(body)));
  }

  /** Takes snapshots of videos, one per line. */
  @Post("/video")
  @Consumes(LINES)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "202",
      description = "every event is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some events are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> videoLines(@Body byte[] body) {
    return answer(events.accept(EventKind.VIDEO, body, Items.ofLines(body)));
  }

  /** Takes trend signals: one object, or a list of up to 1,000. */
  @Post("/signals")
  @Consumes(MediaType.APPLICATION_JSON)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "202",
      description = "every signal is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some signals are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> signals(@Body byte[] body) {
    return answer(events.accept(EventKind.SIGNAL, body, Items.ofJson(body)));
  }

  /** Takes trend signals, one per line. */
  @Post("/signals")
  @Consumes(LINES)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "202",
      description = "every signal is in the log",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  @ApiResponse(
      responseCode = "207",
      description = "some signals are in the log, some are refused",
      content = @Content(schema = @Schema(implementation = IngestAnswer.class)))
  CompletableFuture<HttpResponse<IngestAnswer>> signalLines(@Body byte[] body) {
    return answer(events.accept(EventKind.SIGNAL, body, Items.ofLines(body)));
  }

  private static CompletableFuture<HttpResponse<IngestAnswer>> answer(
      CompletableFuture<IngestAnswer> accepted) {
    return accepted.thenApply(
        answer ->
            HttpResponse.<IngestAnswer>status(
                    answer.refused() == 0 ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS)
                .body(answer));
  }
}
