package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.core.model.ModelStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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

/** Versions of models: which there are, what they do, and which come into traffic. */
@Controller("/models")
@ExecuteOn(TaskExecutors.BLOCKING)
class ModelsController {
  private final ModelCatalog catalog;
  private final ModelReload reload;
  private final ModelRollouts rollouts;
  private final RolloutCalls calls;

  ModelsController(
      ModelCatalog catalog, ModelReload reload, ModelRollouts rollouts, RolloutCalls calls) {
    this.catalog = catalog;
    this.reload = reload;
    this.rollouts = rollouts;
    this.calls = calls;
  }

  /**
   * Lists versions, newest first.
   *
   * @param type only versions of this type, such as {@code trend_prediction}
   * @param status only versions that are {@code active}, {@code inactive} or {@code deprecated}
   * @param name only versions of this model, such as {@code trend_predictor}
   * @param limit most versions on the page, 1 to 500
   * @param offset versions to leave out before it
   */
  @Get
  @Secured(Scopes.READ)
  ModelList list(
      @Nullable @QueryValue String type,
      @Nullable @QueryValue String status,
      @Nullable @QueryValue String name,
      @QueryValue(defaultValue = "50") @Min(1) @Max(500) int limit,
      @QueryValue(defaultValue = "0") @Min(0) @Max(1_000_000) int offset) {
    return catalog.list(type, status(status), name, limit, offset);
  }

  private static @Nullable ModelStatus status(@Nullable String word) {
    try {
      return word == null ? null : ModelStatus.ofWord(word);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("status", word, "allowed: active, inactive, deprecated");
    }
  }

  /**
   * What a version did in a period, from real requests and what came of them.
   *
   * @param modelId such as {@code trend_predictor_v1.2.3}
   * @param period hours or days up to now, such as {@code 24h} or {@code 7d}; at most 90 days
   */
  @Get("/{model_id}/metrics")
  @Secured(Scopes.READ)
  ModelMetrics metrics(
      @PathVariable("model_id") String modelId, @QueryValue(defaultValue = "24h") String period) {
    return catalog.metrics(modelId, Period.of(period));
  }

  /**
   * Brings another version of a model into traffic.
   *
   * @param modelId any version of the model
   */
  @Post("/{model_id}/reload")
  @Secured(Scopes.ADMIN)
  ReloadResponse reload(
      @PathVariable("model_id") String modelId,
      @Body @Valid ReloadRequest request,
      Principal caller) {
    return reload.reload(modelId, request, caller.getName());
  }

  /**
   * Makes a canary the active version of its model.
   *
   * @param modelId the canary
   */
  @Post("/{model_id}/promote")
  @Secured(Scopes.ADMIN)
  RolloutResponse promote(
      @PathVariable("model_id") String modelId,
      @Nullable @Body @Valid EndRequest request,
      Principal caller) {
    return rollouts.promote(modelId, caller.getName(), request == null ? null : request.reason());
  }

  /**
   * Takes a canary back, or an active version in favour of the one before it.
   *
   * @param modelId the version to be taken back
   */
  @Post("/{model_id}/rollback")
  @Secured(Scopes.ADMIN)
  RolloutResponse rollBack(
      @PathVariable("model_id") String modelId,
      @Nullable @Body @Valid EndRequest request,
      Principal caller) {
    return rollouts.rollBack(modelId, caller.getName(), request == null ? null : request.reason());
  }

  /**
   * Leaves the decision on a canary to humans, or no longer.
   *
   * @param modelId the canary
   */
  @Post("/{model_id}/hold")
  @Secured(Scopes.ADMIN)
  RolloutHistory.Running hold(
      @PathVariable("model_id") String modelId,
      @Nullable @Body @Valid HoldRequest request,
      Principal caller) {
    return calls.hold(modelId, request, caller.getName());
  }

  /**
   * What is and was tried of a model: running rollouts with their evidence, and all decisions.
   *
   * @param modelId any version of the model
   * @param limit most decisions, 1 to 500
   */
  @Get("/{model_id}/rollouts")
  @Secured(Scopes.READ)
  RolloutHistory rollouts(
      @PathVariable("model_id") String modelId,
      @QueryValue(defaultValue = "50") @Min(1) @Max(500) int limit) {
    return calls.history(modelId, limit);
  }

  /**
   * Lets a version answer in the shadow, where nobody gets its answers, or ends that.
   *
   * @param modelId the version
   */
  @Post("/{model_id}/shadow")
  @Secured(Scopes.ADMIN)
  RolloutResponse shadow(
      @PathVariable("model_id") String modelId,
      @Nullable @Body @Valid ShadowRequest request,
      Principal caller) {
    return rollouts.shadow(
        modelId, request == null ? null : request.percentage(), caller.getName());
  }
}
