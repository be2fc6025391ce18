package com.ytempire.ml.api.training;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Trainings: asked for, followed, and called off. */
@Controller("/train")
@ExecuteOn(TaskExecutors.BLOCKING)
class TrainingController {
  private final TrainingRequests requests;

  TrainingController(TrainingRequests requests) {
    this.requests = requests;
  }

  /**
   * Records a training that a worker takes when one is free.
   *
   * @param modelType which model, as models.yaml names it
   * @param idempotencyKey a call that is repeated with the same key records nothing more
   */
  @Post("/{model_type}")
  @Secured(Scopes.TRAIN)
  TrainResponse start(
      @PathVariable("model_type") String modelType,
      @Body @Valid TrainRequest request,
      @Nullable @Header("Idempotency-Key") String idempotencyKey,
      Principal caller) {
    return requests.start(modelType, request, idempotencyKey, caller.getName());
  }

  /**
   * Lists trainings, newest first.
   *
   * @param status only those that are {@code pending}, {@code running}, {@code completed}, {@code
   *     failed} or {@code cancelled}
   * @param modelType only trainings of this model
   * @param limit most trainings on the page, 1 to 500
   * @param after id of the training behind which the page begins, as {@code next} of the page
   *     before
   */
  @Get
  @Secured(Scopes.READ)
  TrainList trainings(
      @Nullable @QueryValue String status,
      @Nullable @QueryValue("model_type") String modelType,
      @QueryValue(defaultValue = "50") @Min(1) @Max(500) int limit,
      @Nullable @QueryValue String after) {
    return requests.list(status, modelType, limit, after);
  }

  /**
   * Calls a training off. One that waits is cancelled at once, one that runs after its epoch; one
   * that has ended otherwise cannot be.
   *
   * @param jobId as the call that started it gave it
   */
  @Post("/{job_id}/cancel")
  @Secured(Scopes.TRAIN)
  TrainStatus cancelTraining(@PathVariable("job_id") String jobId) {
    return requests.cancel(jobId);
  }

  /**
   * How far a training has come.
   *
   * @param jobId as the call that started it gave it
   */
  @Get("/{job_id}/status")
  @Secured(Scopes.READ)
  TrainStatus status(@PathVariable("job_id") String jobId) {
    return requests.progress(jobId);
  }
}
