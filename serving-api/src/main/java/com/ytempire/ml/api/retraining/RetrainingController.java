package com.ytempire.ml.api.retraining;

import com.ytempire.ml.api.http.PageAnswers;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.drift.story.RetrainingStory;
import com.ytempire.ml.drift.story.StoryPage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Retrainings that drift asked for. */
@Controller("/drift")
@ExecuteOn(TaskExecutors.BLOCKING)
class RetrainingController {
  private final RetrainingCalls calls;

  RetrainingController(RetrainingCalls calls) {
    this.calls = calls;
  }

  /**
   * Lists the retrainings of a model that drift asked for, newest first.
   *
   * @param modelId the model, or any version of it
   * @param limit most retrainings on the page, 1 to 100
   * @param after id of the trigger behind which the page begins, as {@code next} of the page before
   */
  @Get("/{model_id}/retrainings")
  @Secured(Scopes.READ)
  RetrainingList retrainings(
      @PathVariable("model_id") String modelId,
      @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit,
      @Nullable @QueryValue String after) {
    return calls.list(modelId, limit, after);
  }

  /**
   * The story of a retraining, from the first window that drifted to the version's place in the
   * traffic, or as far as it has come. As JSON, or as a page where that is accepted rather.
   *
   * @param modelId the model, or any version of it
   * @param triggerId the trigger
   */
  @Get("/{model_id}/retrainings/{trigger_id}")
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  @Secured(Scopes.READ)
  @ApiResponse(
      responseCode = "200",
      description = "The story.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RetrainingStory.class)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string"))
      })
  HttpResponse<?> story(
      @PathVariable("model_id") String modelId,
      @PathVariable("trigger_id") String triggerId,
      HttpRequest<?> request) {
    RetrainingStory story = calls.story(modelId, triggerId);
    return PageAnswers.isPageWanted(request, false)
        ? PageAnswers.page(StoryPage.write(story))
        : PageAnswers.json(story);
  }
}
