package com.ytempire.ml.local.run;

import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.local.input.EventPlayer;
import com.ytempire.ml.local.input.PlayReport;
import com.ytempire.ml.local.input.PlayerTopics;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A run of the platform whose parts are started one after the other by somebody who follows it, and
 * who can wait for those that are behind. Confined to one thread.
 */
public final class StagedRun implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final RunOptions options;
  private final PlatformSettings settings;
  private final PrintWriter console;
  private final Clock clock;
  private final JobStarts starts;
  private final EventPlayer player;
  private final CompletableFuture<PlayReport> playing = new CompletableFuture<>();

  private RunningJobs jobs;
  private @Nullable Thread playThread;
  private @Nullable ServingService service;

  private StagedRun(
      LocalStack stack,
      RunOptions options,
      PlatformSettings settings,
      FeaturePlan plan,
      PrintWriter console,
      Clock clock) {
    this.options = options;
    this.settings = settings;
    this.console = console;
    this.clock = clock;
    this.starts =
        new JobStarts(
            stack, settings, plan, EngineSettings.of(settings, options.models()), console);
    this.player =
        new EventPlayer(
            settings.kafka().bootstrapServers(), "player", PlayerTopics.defaults(), clock);
    this.jobs =
        new RunningJobs(
            starts.features(options.features(), options.parallelism()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Prepares stores, computes features and plays the input. Nothing is scored, watched or answered
   * yet.
   *
   * @param options of which features, models, input, way of playing and parallelism count
   * @param environment the process's variables; what the stack runs itself overrides them
   */
  public static StagedRun begin(
      LocalStack stack,
      RunOptions options,
      Map<String, String> environment,
      PrintWriter console,
      Clock clock)
      throws IOException {
    PlatformSettings settings = PlatformSettings.from(RunVariables.of(stack, environment));
    FeaturePlan plan =
        StorePreparation.prepare(settings, FeaturePlan.load(options.features()), clock, console);
    Files.writeString(
        stack.data().root().resolve(FeatureRun.LAST_FEATURES), plan.definitions().source());
    var run = new StagedRun(stack, options, settings, plan, console, clock);
    run.play();
    return run;
  }

  private void play() {
    starts.line("input", "playing", options.input().description());
    var thread =
        new Thread(
            () -> {
              try {
                playing.complete(player.play(options.input(), options.play()));
              } catch (IOException | RuntimeException e) {
                playing.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                playing.completeExceptionally(e);
              }
            },
            "event-player");
    thread.start();
    playThread = thread;
  }

  /** Sees to it that a version is active, the starter where there is none. */
  public ModelRef prepareModel() throws IOException {
    return ModelPreparation.prepare(settings, clock, console);
  }

  /**
   * Scores the vectors that come from now on.
   *
   * @param active the version that answers first
   */
  public void startInference(ModelRef active) throws InterruptedException {
    ConsumerStart.behind(kafka(), InferenceJob.NAME, Topics.FEATURES);
    jobs =
        new RunningJobs(
            jobs.features(),
            Optional.of(starts.inference(active, options.parallelism())),
            jobs.learning(),
            jobs.drift());
  }

  /** Watches all predictions and outcomes that there are. */
  public void startDrift(DriftConfig config) {
    jobs =
        new RunningJobs(
            jobs.features(), jobs.inference(), jobs.learning(), Optional.of(starts.drift(config)));
  }

  /**
   * Answers requests.
   *
   * @return where
   */
  public URI startService() {
    ServingService started = starts.service(clock);
    service = started;
    return started.address();
  }

  /** What the jobs are told of the stack. */
  public PlatformSettings settings() {
    return settings;
  }

  /** Records of the input that are committed; readers of Kafka see them. */
  public long recordsCommitted() {
    return player.recordsCommitted();
  }

  /**
   * Fails where a job or the input has ended for a reason of its own.
   *
   * @throws ServerException which says what
   */
  public void requireRunning() throws Exception {
    jobs.requireRunning();
    if (playing.isCompletedExceptionally()) {
      try {
        playing.get();
      } catch (ExecutionException e) {
        throw new ServerException("the input stopped: " + Causes.root(e).getMessage(), e);
      }
    }
  }

  /** Waits until features of all that was committed are in every store. */
  public void awaitFeatures() throws Exception {
    jobs.features().workOff(kafka(), List.of(Topics.VIDEO_EVENTS, Topics.TREND_SIGNALS));
  }

  /** Waits until every job that was started has seen all that was committed. */
  public void awaitJobs() throws Exception {
    awaitFeatures();
    if (jobs.inference().isPresent()) {
      jobs.inference().get().workOff(kafka(), List.of(Topics.FEATURES));
    }
    if (jobs.drift().isPresent()) {
      jobs.drift().get().workOff(kafka(), List.of(Topics.PREDICTIONS, Topics.OUTCOMES));
    }
  }

  /**
   * Ends the watch for drift where nothing comes any more: windows that are open are judged by what
   * there is.
   */
  public void endWatch() throws Exception {
    if (jobs.drift().isPresent()) {
      var unused = jobs.drift().get().drain();
      jobs = new RunningJobs(jobs.features(), jobs.inference(), jobs.learning(), Optional.empty());
    }
  }

  private String kafka() {
    return settings.kafka().bootstrapServers();
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    if (service != null) {
      service.close();
    }
    player.close();
    try {
      if (playThread != null) {
        playThread.join(STOP_LIMIT.toMillis());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
