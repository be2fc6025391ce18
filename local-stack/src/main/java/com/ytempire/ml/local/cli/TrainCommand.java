package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.QueuedTraining;
import com.ytempire.ml.local.training.RunLines;
import com.ytempire.ml.local.training.TrackingFolder;
import com.ytempire.ml.training.release.ModelTraining;
import com.ytempire.ml.training.release.TrackedTraining;
import com.ytempire.ml.training.release.TrainedVersion;
import com.ytempire.ml.training.release.VersionRegistration;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.tracking.Tracking;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Mixin private ModelChoice model;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of the model (default: the inputs that the starter model reads).")
  private List<String> features = List.of();

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
      names = "--drift",
      paramLabel = "FILE",
      description =
          "What is watched for drift: columns with seasons have them in the version's profile"
              + " (default: config/drift.yaml).")
  private @Nullable Path drift;

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
    ModelChoice.Chosen chosen = model.choose(trainers);
    PlatformSettings settings = TrainingFeatures.settings(data.folder(), environment);
    try (ModelStores stores = ModelStores.require(data.folder(), environment, clock)) {
      try {
        if (submit) {
          return submit(stores, settings);
        }
        return train(stores, settings, chosen);
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

  private int train(ModelStores stores, PlatformSettings settings, ModelChoice.Chosen chosen)
      throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    var publisher = stores.publisher();
    try (ModelCache files = ModelCache.open(stores.openRepository(), settings.models());
        Tracking tracking = TrackingFolder.open(settings, data.folder(), clock)) {
      FeaturePlan features =
          TrainingFeatures.plan(data.folder(), training.definitions(), environment, clock, spec);
      var sources = new TrainingSources(features, settings.objects(), clock);
      var modelTraining =
          new TrackedTraining(
              new ModelTraining(
                  new TrainingRun(
                      sources,
                      trainers,
                      clock,
                      settings.training().int8(),
                      DriftFiles.seasons(drift, features, spec)),
                  new VersionRegistration(
                      stores.registry(), stores.rollouts(), files, publisher, BY)),
              tracking);
      ModelRef ref = modelTraining.next(model.name());
      RunPlan plan = plan(settings, chosen, ref);
      console.printf(
          "  training   %s %s by %s, of %s%n",
          ref.name(), ref.version(), chosen.type(), plan.source());
      if (!chosen.numbers().network().isEmpty()) {
        console.printf("  network    %s%n", chosen.numbers().network());
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

  private int submit(ModelStores stores, PlatformSettings settings) {
    if (out != null
        || drift != null
        || training.definitions() != null
        || !model.isArchitectureOpen()) {
      throw refusal(
          "--out, --drift, --definitions and --architecture are for trainings here; a worker has its own");
    }
    return new QueuedTraining(stores.trainingJobs(), spec.commandLine().getOut(), clock)
        .submit(queued(settings), BY);
  }

  /** Places of this machine are named in full: a worker may run in another folder. */
  private TrainingPlan queued(PlatformSettings settings) {
    String source = training.source(settings);
    return new TrainingPlan(
        model.name(),
        source.contains(":/") ? source : Path.of(source).toAbsolutePath().normalize().toString(),
        training.split(),
        model.hyperparameters(),
        settings.training().mlflow().experiment(),
        List.of(),
        new TrainingChoices(
            model.trainer(),
            deployment.chosen(),
            training.knownTime() == KnownTime.EVENT_TIME,
            training.seed(),
            features));
  }

  private RunPlan plan(PlatformSettings settings, ModelChoice.Chosen chosen, ModelRef ref) {
    return new RunPlan(
        chosen.type(),
        training.source(settings),
        (features.isEmpty() ? RunPlan.QUERY : RunPlan.QUERY.withFeatures(features))
            .withSplit(training.split(), training.seed())
            .withKnowledge(new Knowledge(training.knownTime(), clock.instant())),
        chosen.numbers().byName(),
        training.seed(),
        out != null ? out : data.folder().resolve("trained").resolve(ref.folder()),
        data.folder().resolve("training-runs").resolve(ref.name()));
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

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
