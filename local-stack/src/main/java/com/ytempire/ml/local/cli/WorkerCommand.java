package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.ModelRecipes;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.WorkerSettings;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.JobIds;
import com.ytempire.ml.local.training.TrackingFolder;
import com.ytempire.ml.local.training.WorkerThread;
import com.ytempire.ml.training.release.ModelTraining;
import com.ytempire.ml.training.release.TrackedTraining;
import com.ytempire.ml.training.release.VersionRegistration;
import com.ytempire.ml.training.run.Trainers;
import com.ytempire.ml.training.run.TrainingRun;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.tracking.Tracking;
import com.ytempire.ml.training.worker.JobPlans;
import com.ytempire.ml.training.worker.TrainingWorker;
import com.ytempire.ml.training.worker.TrainingWorker.Until;
import com.ytempire.ml.training.worker.Workshop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs trainings that were asked for, until it is stopped. */
@Command(
    name = "worker",
    description = {
      "Runs trainings that the service and ytempire train --submit asked for, one after another,",
      "until it is stopped. ytempire up has one of its own."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Trainings and registry are those of the stack on the data folder, or else of DATABASE_URL,"
          + " MODEL_REGISTRY_PATH. Ctrl-C hands the training at work back; another worker goes on"
          + " from its checkpoints if TRAINING_JOBS_PATH is the same folder for both."
    })
public final class WorkerCommand implements Subcommand {
  private static final String BY = "ytempire worker";

  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DataOption data;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "Model file (default: config/models.yaml).")
  private @Nullable Path models;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description = "Feature definitions (default: as of training-set).")
  private @Nullable Path definitions;

  @Option(
      names = "--drift",
      paramLabel = "FILE",
      description =
          "What is watched for drift: columns with seasons have them in the version's profile"
              + " (default: config/drift.yaml).")
  private @Nullable Path drift;

  @Option(names = "--until-idle", description = "End when no training waits.")
  private boolean untilIdle;

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description = "End with the process that holds the other end of standard input.")
  private boolean untilInputEnds;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public WorkerCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  WorkerCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    PlatformSettings settings = TrainingFeatures.settings(data.folder(), environment);
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (ModelStores stores = ModelStores.require(data.folder(), environment, clock)) {
      try (ModelCache files = ModelCache.open(stores.openRepository(), settings.models());
          Tracking tracking = TrackingFolder.open(settings, data.folder(), clock)) {
        return work(stores, files, settings, tracking);
      } catch (StoreUnavailableException e) {
        throw new ServerException(
            "%s cannot be used: %s; is the platform up?"
                .formatted(stores.address(), Causes.root(e).getMessage()),
            e);
      }
    } catch (InterruptedException e) {
      return 0; // Stopped by the user; the process ends with the signal's own exit code.
    } finally {
      shutdown.done();
      spec.commandLine().getOut().flush();
    }
  }

  private int work(
      ModelStores stores, ModelCache files, PlatformSettings settings, Tracking tracking)
      throws IOException, InterruptedException {
    WorkerSettings own = settings.training().worker();
    // A mistake in the file is told before a training is taken.
    var unused =
        DriftFiles.seasons(
            drift,
            TrainingFeatures.plan(data.folder(), definitions, environment, clock, spec),
            spec);
    var registration =
        new VersionRegistration(
            stores.registry(), stores.rollouts(), files, stores.publisher(), BY);
    var worker =
        new TrainingWorker(
            stores.trainingJobs(),
            workshop(settings, registration, tracking),
            new JobPlans(
                ModelRecipes.load(models != null ? models : ShippedFiles.models()),
                Trainers.shipped()),
            new TrainingWorker.Options(
                WorkerThread.name(),
                own.poll(),
                new TrainingLease(own.lease(), own.attempts()),
                Path.of(own.jobsPath())),
            new Lines(spec.commandLine().getOut()),
            clock);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("the worker waits for trainings; their own files are in %s%n", own.jobsPath());
    out.flush();
    try (var thread = WorkerThread.start(worker, untilIdle ? Until.IDLE : Until.STOPPED)) {
      if (untilInputEnds) {
        thread.stopAtEndOf(System.in);
      }
      thread.await();
    }
    TrackingFolder.flush(tracking, out);
    return 0;
  }

  private Workshop workshop(
      PlatformSettings settings, VersionRegistration registration, Tracking tracking) {
    return () -> {
      FeaturePlan features =
          TrainingFeatures.plan(data.folder(), definitions, environment, clock, spec);
      return new TrackedTraining(
          new ModelTraining(
              new TrainingRun(
                  new TrainingSources(features, settings.objects(), clock),
                  Trainers.shipped(),
                  clock,
                  settings.training().int8(),
                  DriftFiles.seasons(drift, features, spec)),
              registration),
          tracking);
    };
  }

  /** Tells what becomes of jobs. */
  private record Lines(PrintWriter out) implements TrainingWorker.Listener {
    @Override
    public void begun(TrainingJob job) {
      out.printf(
          "  %s  %s, attempt %d%n",
          JobIds.text(job.id()), job.plan().modelType(), job.attempt().number());
      out.flush();
    }

    @Override
    public void left(TrainingJob job, String how) {
      out.printf("  %s  %s%n", JobIds.text(job.id()), how);
      out.flush();
    }
  }
}
