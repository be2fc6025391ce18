package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPeriod;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.run.RunNumbers;
import com.ytempire.ml.training.run.RunNumbers.Architecture;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.trainer.TrainingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Makes plans of runs from jobs and the recipes of {@code models.yaml}. A job's plan is the same
 * whenever it is made on equal machines, so that a run goes on from its checkpoints. Immutable.
 */
public final class JobPlans {
  private final Map<String, ModelRecipe> recipes;
  private final Trainers trainers;

  /**
   * @param recipes how each model is trained, by its name
   * @param trainers those that there are
   */
  public JobPlans(Map<String, ModelRecipe> recipes, Trainers trainers) {
    this.recipes = Map.copyOf(recipes);
    this.trainers = trainers;
  }

  /**
   * The plan of a job that a worker has.
   *
   * @param folder the job's own
   * @throws TrainingException when the model is unknown or nothing trains it
   */
  RunPlan of(TrainingJob job, ModelRef ref, Path folder) {
    TrainingPlan plan = job.plan();
    TrainingChoices choices = plan.choices();
    String trainer = trainer(plan);
    DatasetQuery query =
        (choices.features().isEmpty()
                ? RunPlan.QUERY
                : RunPlan.QUERY.withFeatures(choices.features()))
            .withSplit(plan.split(), choices.seed())
            .withKnowledge(
                new Knowledge(
                    choices.trustsEventTimes() ? KnownTime.EVENT_TIME : KnownTime.RECORDED,
                    Objects.requireNonNull(job.startedAt())));
    TrainingPeriod period = choices.period();
    if (period != null) {
      query = query.withPeriod(period.from(), period.to());
    }
    return new RunPlan(
        trainer,
        address(plan.datasetPath()),
        query,
        RunNumbers.of(
                trainers.require(trainer),
                recipe(plan.modelType()),
                Architecture.BY_MACHINE,
                plan.hyperparameters())
            .byName(),
        choices.seed(),
        folder.resolve("%s-%d".formatted(ref.version(), job.attempt().number())),
        folder.resolve("checkpoints"),
        Map.of(RunPlan.JOB, job.id().toString()));
  }

  /**
   * The way of training that a job asks for, else its model's.
   *
   * @throws TrainingException when the model is unknown or nothing trains it
   */
  public String trainer(TrainingPlan plan) {
    ModelRecipe recipe = recipe(plan.modelType());
    String asked = plan.choices().trainer();
    String type = asked != null ? asked : recipe.type();
    String there = String.join(" or ", trainers.types());
    if (type == null) {
      throw new TrainingException(
          "models.yaml names no way to train %s; ask with trainer %s"
              .formatted(plan.modelType(), there));
    }
    if (!trainers.types().contains(type)) {
      throw new TrainingException(
          asked == null
              ? "models.yaml trains %s by '%s', for which there is no trainer here; ask with trainer %s"
                  .formatted(plan.modelType(), type, there)
              : "there is no trainer '%s'; ask with trainer %s".formatted(type, there));
    }
    return type;
  }

  private ModelRecipe recipe(String model) {
    ModelRecipe recipe = recipes.get(model);
    if (recipe == null) {
      throw new TrainingException(
          "models.yaml of this worker has no model '%s'; it has %s: add it there, or ask for one of these"
              .formatted(model, String.join(", ", recipes.keySet().stream().sorted().toList())));
    }
    return recipe;
  }

  /** Folders and files of this machine may be named by {@code file:} addresses. */
  private static String address(String source) {
    if (!source.startsWith("file:")) {
      return source;
    }
    try {
      return Path.of(URI.create(source)).toString();
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          "the source %s is no address of a file; write it as file:///folder/file"
              .formatted(source),
          e);
    }
  }
}
