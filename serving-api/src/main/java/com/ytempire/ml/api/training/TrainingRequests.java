package com.ytempire.ml.api.training;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.inference.engine.EngineSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks and records trainings, and tells of them. Safe to share; calls block. */
@Singleton
class TrainingRequests {
  private static final int MAX_KEY = 200;
  private static final int MAX_NAME = 100;

  private final TrainingJobs jobs;
  private final DatasetSources sources;
  private final PlatformSettings settings;
  private final EngineSettings models;
  private final Clock clock;

  TrainingRequests(
      TrainingJobs jobs,
      DatasetSources sources,
      PlatformSettings settings,
      EngineSettings models,
      Clock clock) {
    this.jobs = jobs;
    this.sources = sources;
    this.settings = settings;
    this.models = models;
    this.clock = clock;
  }

  /**
   * Records a training, once per caller and key.
   *
   * @param modelType which model, as models.yaml names it
   * @param idempotencyKey what makes a repeated call the same call, or null
   * @throws ProblemException when the request is wrong, or its key was used for another one
   */
  TrainResponse start(
      String modelType, TrainRequest request, @Nullable String idempotencyKey, String caller) {
    requireKnown(modelType);
    if (request.modelType() != null && !request.modelType().equals(modelType)) {
      throw ProblemException.invalid(
          "model_type", request.modelType(), "is another model than the path's");
    }
    if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY)) {
      throw ProblemException.invalid(
          "Idempotency-Key", idempotencyKey, "allowed: 1 to 200 characters");
    }
    sources.requireAllowed(request.dataset().source());
    TrainingPlan plan = plan(modelType, request);
    String by = caller.length() > MAX_NAME ? caller.substring(0, MAX_NAME) : caller;
    TrainingJob asked = TrainingJob.pending(UUID.randomUUID(), plan, by, clock.instant());
    TrainingJob job = submit(asked, Optional.ofNullable(idempotencyKey));
    if (!job.plan().equals(plan)) {
      throw ProblemException.conflict(
          "this Idempotency-Key was used for another training; take a new one");
    }
    return response(job);
  }

  private TrainingJob submit(TrainingJob job, Optional<String> idempotencyKey) {
    try {
      return jobs.submit(job, idempotencyKey);
    } catch (StoreRefusedException e) {
      throw new ProblemException(
          ProblemKind.INVALID_REQUEST,
          "the request holds a value that cannot be kept, such as a zero character",
          List.of(),
          null,
          e);
    }
  }

  private void requireKnown(String modelType) {
    if (!models.byModel().containsKey(modelType)) {
      throw ProblemException.notFound(
          "models.yaml has no such model; it has: "
              + String.join(", ", models.byModel().keySet().stream().sorted().toList()));
    }
  }

  private TrainingPlan plan(String modelType, TrainRequest request) {
    TrainRequest.Hyperparameters hyperparameters = request.hyperparameters();
    String experiment = request.experimentName();
    return new TrainingPlan(
        modelType,
        request.dataset().source(),
        split(request),
        hyperparameters == null ? Map.of() : hyperparameters.byName(),
        experiment == null ? settings.training().mlflow().experiment() : experiment,
        request.tags() == null ? List.of() : request.tags(),
        choices(request));
  }

  private static TrainingChoices choices(TrainRequest request) {
    try {
      return request.choices();
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "deploy.canary_percentage", null, String.valueOf(e.getMessage()));
    }
  }

  private static DataSplit split(TrainRequest request) {
    try {
      return request.split();
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("dataset.split", null, String.valueOf(e.getMessage()));
    }
  }

  private TrainResponse response(TrainingJob job) {
    URI tracking = settings.training().mlflow().server();
    String id = JobIds.text(job.id());
    Instant begun = job.startedAt() == null ? job.createdAt() : job.startedAt();
    return new TrainResponse(
        id,
        "started",
        jobs.typicalDuration(job.plan().modelType()).map(begun::plus).orElse(null),
        tracking == null ? "/ml/v1/train/" + id + "/status" : tracking.toString());
  }

  /**
   * A page of trainings, newest first.
   *
   * @param status word of a status, or null for all
   * @param after id behind which the page begins, or null for the first
   * @throws ProblemException when there is no such status or job
   */
  TrainList list(
      @Nullable String status, @Nullable String modelType, int limit, @Nullable String after) {
    Optional<UUID> last = Optional.ofNullable(after).map(JobIds::parse);
    if (last.isPresent() && jobs.find(last.get()).isEmpty()) {
      throw JobIds.unknown();
    }
    List<TrainingJob> found =
        jobs.list(
            new TrainingFilter(
                Optional.ofNullable(status).map(TrainingRequests::status),
                Optional.ofNullable(modelType),
                last,
                limit + 1));
    List<TrainingJob> page = found.subList(0, Math.min(limit, found.size()));
    return new TrainList(
        page.stream().map(TrainStatus::of).toList(),
        found.size() > limit ? JobIds.text(page.get(limit - 1).id()) : null);
  }

  private static TrainingStatus status(String word) {
    try {
      return TrainingStatus.ofWord(word);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("status", word, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Calls a job off, at once or after its epoch.
   *
   * @throws ProblemException when there is no such job, or it has ended otherwise
   */
  TrainStatus cancel(String jobId) {
    TrainingJob job = jobs.cancel(JobIds.parse(jobId)).orElseThrow(JobIds::unknown);
    if (job.status() == TrainingStatus.COMPLETED || job.status() == TrainingStatus.FAILED) {
      throw ProblemException.conflict(
          "the training has ended already: it is " + job.status().word());
    }
    return TrainStatus.of(job);
  }

  /**
   * How far a job has come.
   *
   * @throws ProblemException when there is no such job
   */
  TrainStatus progress(String jobId) {
    return jobs.find(JobIds.parse(jobId)).map(TrainStatus::of).orElseThrow(JobIds::unknown);
  }
}
