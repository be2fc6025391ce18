package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.core.settings.ModelRecipes;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.FollowedJob;
import com.ytempire.ml.local.training.JobIds;
import com.ytempire.ml.local.training.RunLines;
import com.ytempire.ml.local.training.ShowJobs;
import com.ytempire.ml.local.training.TrackingFolder;
import com.ytempire.ml.training.dataset.TrainingSources;
import com.ytempire.ml.training.run.ModelTraining;
import com.ytempire.ml.training.run.RunNumbers;
import com.ytempire.ml.training.run.RunNumbers.Architecture;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.TrackedTraining;
import com.ytempire.ml.training.run.TrainedVersion;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.run.VersionRegistration;
import com.ytempire.ml.training.tracking.Tracking;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Trains a model and registers it as a version. */
@Command(
    name = "train",
    description = {
      "Trains a model, judges it by videos it has not seen, beside naive answers and the active"
          + " version, registers it as a version, and activates it if it has earned it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The registry is that of the stack on the data folder, or else DATABASE_URL. A run that was"
          + " stopped goes on where it was when the same command is given again.",
      "Example: ytempire train trend_predictor --source events.jsonl.gz"
    })
public final class TrainCommand implements Subcommand {
  private static final String BY = "ytempire train";

  private final Map<String, String> environment;
  private final Trainers trainers = Trainers.shipped();
  private final Clock clock;

  @Mixin private DataOption data;

  @Mixin private TrainingOptions training;

  @Mixin private DeploymentOptions deployment;

  @Parameters(
      index = "0",
      paramLabel = "MODEL_TYPE",
      description = "Model as the model file names it, such as trend_predictor.")
  private String model;

  @Option(
      names = "--trainer",
      paramLabel = "TYPE",
      description = "Way of training (default: the type that the model file names).")
  private @Nullable String trainer;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of the model (default: the inputs that the starter model reads).")
  private List<String> features = List.of();

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
      names = "--submit",
      description =
          "Queue it for a worker, such as that of ytempire up, and follow it; Ctrl-C leaves it"
              + " running.")
  private boolean submit;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where its files are written (default: trained/NAME/VERSION in the data folder).")
  private @Nullable Path out;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "Model file (default: config/models.yaml).")
  private @Nullable Path models;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public TrainCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  TrainCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ModelRecipe recipe = recipe();
    String type = trainer != null ? trainer : recipe.type();
    requireTrainer(type, recipe);
    PlatformSettings settings = TrainingFeatures.settings(data.folder(), environment);
    try (ModelStores stores = ModelStores.require(data.folder(), environment, clock)) {
      try {
        if (submit) {
          return submit(stores, settings, type);
        }
        return train(stores, settings, Objects.requireNonNull(type), recipe);
      } catch (StoreUnavailableException e) {
        throw new ServerException(
            "%s cannot be used: %s; is the platform up?"
                .formatted(stores.address(), Causes.root(e).getMessage()),
            e);
      }
    } catch (IOException e) {
      throw new ServerException("cannot train: " + e.getMessage(), e);
    } catch (TrainingException | ModelLoadException | StoreRefusedException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } finally {
      spec.commandLine().getOut().flush();
    }
  }

  private int train(ModelStores stores, PlatformSettings settings, String type, ModelRecipe recipe)
      throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    var publisher = stores.publisher();
    try (ModelCache files = ModelCache.open(stores.openRepository(), settings.models());
        Tracking tracking = TrackingFolder.open(settings, data.folder(), clock)) {
      var sources =
          new TrainingSources(
              TrainingFeatures.plan(
                  data.folder(), training.definitions(), environment, clock, spec),
              settings.objects(),
              clock);
      var modelTraining =
          new TrackedTraining(
              new ModelTraining(
                  new TrainingRun(sources, trainers, clock),
                  new VersionRegistration(
                      stores.registry(), stores.rollouts(), files, publisher, BY)),
              tracking);
      ModelRef ref = modelTraining.next(model);
      RunNumbers numbers =
          RunNumbers.of(trainers.require(type), recipe, architecture, hyperparameters);
      RunPlan plan = plan(settings, type, numbers, ref);
      console.printf(
          "  training   %s %s by %s, of %s%n", model, ref.version(), type, plan.source());
      if (!numbers.network().isEmpty()) {
        console.printf("  network    %s%n", numbers.network());
      }
      console.flush();
      conclude(
          modelTraining.train(
              plan,
              ref,
              deployment.chosen(),
              TrackingFolder.label(plan, settings),
              new RunLines(console, clock)),
          console);
      TrackingFolder.flush(tracking, console);
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int submit(ModelStores stores, PlatformSettings settings, @Nullable String type) {
    if (out != null || training.definitions() != null || architecture != Architecture.BY_MACHINE) {
      throw refusal(
          "--out, --definitions and --architecture are for trainings here; a worker has its own");
    }
    PrintWriter console = spec.commandLine().getOut();
    TrainingJobs jobs = stores.trainingJobs();
    TrainingJob job =
        jobs.submit(
            TrainingJob.pending(UUID.randomUUID(), queued(settings, type), BY, clock.instant()),
            Optional.empty());
    console.printf(
        "  queued     %s; ytempire jobs show tells of it, Ctrl-C leaves it running%n",
        JobIds.text(job.id()));
    console.flush();
    try {
      TrainingJob ended = new FollowedJob(jobs, console).follow(job.id());
      console.println();
      ShowJobs.print(ended, console);
      return ended.status() == TrainingStatus.COMPLETED ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Places of this machine are named in full: a worker may run in another folder. */
  private TrainingPlan queued(PlatformSettings settings, @Nullable String type) {
    String source = training.source(settings);
    return new TrainingPlan(
        model,
        source.contains(":/") ? source : Path.of(source).toAbsolutePath().normalize().toString(),
        training.split(),
        hyperparameters,
        settings.training().mlflow().experiment(),
        List.of(),
        new TrainingChoices(
            trainer == null ? null : type,
            deployment.chosen(),
            training.knownTime() == KnownTime.EVENT_TIME,
            training.seed(),
            features));
  }

  private RunPlan plan(PlatformSettings settings, String type, RunNumbers numbers, ModelRef ref) {
    return new RunPlan(
        type,
        training.source(settings),
        (features.isEmpty() ? RunPlan.QUERY : RunPlan.QUERY.withFeatures(features))
            .withSplit(training.split(), training.seed())
            .withKnowledge(new Knowledge(training.knownTime(), clock.instant())),
        numbers.byName(),
        training.seed(),
        out != null ? out : data.folder().resolve("trained").resolve(ref.folder()),
        data.folder().resolve("training-runs").resolve(model));
  }

  private void conclude(TrainedVersion trained, PrintWriter console) {
    trained.report().promotion().reasons().forEach(console::println);
    ModelVersion version = trained.version();
    console.printf(
        "%s %s is %s, at %s%n",
        version.ref().name(), version.ref().version(), version.status().word(), version.path());
    trained
        .canary()
        .ifPresent(
            canary ->
                console.printf(
                    "its canary is %s, with %d %% of the requests%n",
                    canary.state().word(), canary.percentage()));
    if (!trained.note().isEmpty()) {
      console.println(trained.note());
    }
    if (version.status() != ModelStatus.ACTIVE && trained.canary().isEmpty()) {
      console.printf(
          "to let it take traffic: ytempire models activate %s %s --data %s%n",
          version.ref().name(), version.ref().version(), data.folder());
    }
  }

  private ModelRecipe recipe() throws IOException {
    Path file = models != null ? models : ShippedFiles.models();
    if (!Files.isRegularFile(file)) {
      throw refusal("--models " + file + ": no such file");
    }
    Map<String, ModelRecipe> recipes = ModelRecipes.load(file);
    ModelRecipe recipe = recipes.get(model);
    if (recipe == null) {
      throw refusal(
          "%s has no model '%s'; it has %s"
              .formatted(file, model, String.join(", ", recipes.keySet())));
    }
    return recipe;
  }

  private void requireTrainer(@Nullable String type, ModelRecipe recipe) {
    List<String> types = trainers.types();
    if (type == null) {
      throw refusal(
          "the model file names no way to train %s; give --trainer: %s"
              .formatted(model, String.join(", ", types)));
    }
    if (!types.contains(type)) {
      throw refusal(
          type.equals(recipe.type()) && trainer == null
              ? "the model file trains %s by '%s', for which there is no trainer here; give --trainer %s"
                  .formatted(model, type, String.join(" or ", types))
              : "there is no trainer '%s'; there is %s".formatted(type, String.join(", ", types)));
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Which network. */
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
