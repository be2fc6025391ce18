package com.ytempire.ml.api.training;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Trainings: asked for, and followed. */
@Controller("/train")
@ExecuteOn(TaskExecutors.BLOCKING)
class TrainingController {
  private final TrainingRequests requests;

  TrainingController(TrainingRequests requests) {
    this.requests = requests;
  }

  /**
   * Records a training that a trainer takes when one is free.
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
   * How far a training has come.
   *
   * @param jobId as the call that started it gave it
   */
  @Get("/{job_id}/status")
  @Secured(Scopes.READ)
  TrainStatus status(@PathVariable("job_id") String jobId) {
    return requests.status(jobId);
  }
}
