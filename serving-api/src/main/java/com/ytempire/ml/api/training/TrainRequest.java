package com.ytempire.ml.api.training;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingPlan;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training that is asked for.
 *
 * @param modelType which model; the same as in the path, or absent
 * @param dataset what it learns from
 * @param hyperparameters how; what is absent, the trainer takes from models.yaml
 * @param experimentName name under which runs are compared; default {@code MLFLOW_EXPERIMENT_NAME}
 * @param tags free words
 * @param trainer way of training, such as {@code gradient_boosting}; default the one of models.yaml
 * @param deploy whether the version comes into traffic; default {@code if_better}
 */
@Introspected
record TrainRequest(
    @Nullable @Size(min = 1, max = 50) String modelType,
    @NotNull @Valid Dataset dataset,
    @Nullable @Valid Hyperparameters hyperparameters,
    @Nullable
        @Size(max = 200)
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9 ._-]*",
            message = "must be letters, digits, spaces, '.', '_' and '-'")
        String experimentName,
    @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags,
    @Nullable
        @Size(max = 50)
        @Pattern(
            regexp = "[a-z][a-z0-9_]*",
            message = "must be a type of trainer such as gradient_boosting")
        String trainer,
    @Nullable @Valid Deploy deploy) {

  /**
   * What a training learns from.
   *
   * @param source address of the data, below the training data or an allowed source
   * @param split how the rows are shared out; default 0.7, 0.15, 0.15
   * @param knownTime {@code recorded}, when the platform had a value, or {@code event_time}, when
   *     it happened, for archives that were loaded late; default {@code recorded}
   */
  @Introspected
  record Dataset(
      @NotBlank @Size(max = 1000) String source,
      @Nullable @Valid Split split,
      @Nullable @Pattern(regexp = "recorded|event_time", message = "must be recorded or event_time")
          String knownTime) {}

  /**
   * How a version comes into traffic once it is registered.
   *
   * @param mode {@code none}, {@code if_better}: it becomes the active version where it is not
   *     shown to be worse, or {@code canary}: it is tried beside the active version
   * @param canaryPercentage share of the requests of a canary, 1 to 100; default 10
   */
  @Introspected
  record Deploy(
      @NotNull
          @Pattern(regexp = "none|if_better|canary", message = "must be none, if_better or canary")
          String mode,
      @Nullable @Min(1) @Max(100) Integer canaryPercentage) {}

  /**
   * Shares of the rows, which add up to 1.
   *
   * @param train to learn from, more than 0
   * @param val to steer by
   * @param test to measure by
   */
  @Introspected
  record Split(
      @NotNull @DecimalMin("0") @DecimalMax("1") Double train,
      @NotNull @DecimalMin("0") @DecimalMax("1") Double val,
      @NotNull @DecimalMin("0") @DecimalMax("1") Double test) {}

  /**
   * How to train.
   *
   * @param learningRate more than 0, at most 10
   * @param batchSize rows per step, 1 to 65,536
   * @param epochs times through the data, 1 to 10,000
   * @param earlyStoppingPatience epochs without progress before it ends, 0 to 10,000
   */
  @Introspected
  record Hyperparameters(
      @Nullable @DecimalMin(value = "0", inclusive = false) @DecimalMax("10") Double learningRate,
      @Nullable @Min(1) @Max(65_536) Integer batchSize,
      @Nullable @Min(1) @Max(10_000) Integer epochs,
      @Nullable @Min(0) @Max(10_000) Integer earlyStoppingPatience) {

    Map<String, Double> byName() {
      Map<String, Double> named = new LinkedHashMap<>();
      put(named, "learning_rate", learningRate);
      put(named, "batch_size", batchSize);
      put(named, TrainingPlan.EPOCHS, epochs);
      put(named, "early_stopping_patience", earlyStoppingPatience);
      return named;
    }

    private static void put(Map<String, Double> named, String name, @Nullable Number value) {
      if (value != null) {
        named.put(name, value.doubleValue());
      }
    }
  }

  /**
   * What else is asked for.
   *
   * @throws IllegalArgumentException when a percentage is given and no canary asked for
   */
  TrainingChoices choices() {
    return new TrainingChoices(
        trainer,
        deployment(),
        "event_time".equals(dataset.knownTime()),
        TrainingChoices.DEFAULT.seed(),
        List.of());
  }

  private Deployment deployment() {
    if (deploy == null) {
      return Deployment.IF_BETTER;
    }
    Deployment.Mode mode = Deployment.Mode.ofWord(deploy.mode());
    Integer percentage = deploy.canaryPercentage();
    if (percentage == null) {
      percentage = mode == Deployment.Mode.CANARY ? Deployment.USUAL_PERCENTAGE : 0;
    }
    return new Deployment(mode, percentage);
  }

  /**
   * The split that is asked for.
   *
   * @throws IllegalArgumentException when the shares do not add up to 1
   */
  DataSplit split() {
    Split split = dataset.split();
    return split == null
        ? DataSplit.DEFAULT
        : new DataSplit(split.train(), split.val(), split.test());
  }
}
