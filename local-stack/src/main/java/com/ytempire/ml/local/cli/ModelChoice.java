package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.core.settings.ModelRecipes;
import com.ytempire.ml.training.run.RunNumbers;
import com.ytempire.ml.training.run.RunNumbers.Architecture;
import com.ytempire.ml.training.run.Trainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Which model a command trains, and how: what the model file says, and what is said in its place.
 */
final class ModelChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL_TYPE",
      description = "Model as the model file names it, such as trend_predictor.")
  private String name;

  @Option(
      names = "--trainer",
      paramLabel = "TYPE",
      description = "Way of training (default: the type that the model file names).")
  private @Nullable String trainer;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Hyperparameter, such as learning_rate=0.1; may be given often.")
  private Map<String, Double> hyperparameters = new LinkedHashMap<>();

  @Option(
      names = "--architecture",
      paramLabel = "WHICH",
      defaultValue = "auto",
      converter = ArchitectureConverter.class,
      description =
          "Network of the trainer that the model file names: file (as it says), compact, or auto:"
              + " file where there is a GPU, else compact (default: ${DEFAULT-VALUE}).")
  private Architecture architecture;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "Model file (default: config/models.yaml).")
  private @Nullable Path models;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelChoice() {}

  String name() {
    return name;
  }

  /** The way of training that was asked for, or null where the model file decides. */
  @Nullable String trainer() {
    return trainer;
  }

  /** Numbers that were given, by name. */
  Map<String, Double> hyperparameters() {
    return hyperparameters;
  }

  /** Whether this machine decides on the network. */
  boolean isArchitectureOpen() {
    return architecture == Architecture.BY_MACHINE;
  }

  /**
   * What to train it with.
   *
   * @throws ParameterException when the model, or a way to train it, is not there
   */
  Chosen choose(Trainers trainers) throws IOException {
    ModelRecipe recipe = recipe();
    String type = trainer != null ? trainer : recipe.type();
    List<String> types = trainers.types();
    if (type == null) {
      throw refusal(
          "the model file names no way to train %s; give --trainer: %s"
              .formatted(name, String.join(", ", types)));
    }
    if (!types.contains(type)) {
      throw refusal(
          type.equals(recipe.type()) && trainer == null
              ? "the model file trains %s by '%s', for which there is no trainer here; give --trainer %s"
                  .formatted(name, type, String.join(" or ", types))
              : "there is no trainer '%s'; there is %s".formatted(type, String.join(", ", types)));
    }
    return new Chosen(
        type, RunNumbers.of(trainers.require(type), recipe, architecture, hyperparameters));
  }

  /**
   * A way of training.
   *
   * @param type of the trainer
   * @param numbers that it is given
   */
  record Chosen(String type, RunNumbers numbers) {}

  private ModelRecipe recipe() throws IOException {
    Path file = models != null ? models : ShippedFiles.models();
    if (!Files.isRegularFile(file)) {
      throw refusal("--models " + file + ": no such file");
    }
    Map<String, ModelRecipe> recipes = ModelRecipes.load(file);
    ModelRecipe recipe = recipes.get(name);
    if (recipe == null) {
      throw refusal(
          "%s has no model '%s'; it has %s"
              .formatted(file, name, String.join(", ", recipes.keySet())));
    }
    return recipe;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** {@code auto}, {@code compact} or {@code file}. */
  static final class ArchitectureConverter implements ITypeConverter<Architecture> {
    @Override
    public Architecture convert(String value) {
      return switch (value) {
        case "auto" -> Architecture.BY_MACHINE;
        case "compact" -> Architecture.COMPACT;
        case "file" -> Architecture.FILE;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no architecture; give auto, compact or file");
      };
    }
  }
}
