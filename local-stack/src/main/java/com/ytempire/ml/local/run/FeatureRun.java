package com.ytempire.ml.local.run;

import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.drift.DriftJob;
import com.ytempire.ml.jobs.drift.DriftPipeline;
import com.ytempire.ml.jobs.drift.ProfileFactory;
import com.ytempire.ml.jobs.features.FeatureJob;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.jobs.online.OnlineLearning;
import com.ytempire.ml.jobs.online.OnlineLearningJob;
import com.ytempire.ml.jobs.online.OnlineSettings;
import com.ytempire.ml.jobs.online.PublisherFactory;
import com.ytempire.ml.jobs.retraining.RetrainingPipeline;
import com.ytempire.ml.jobs.retraining.RetrainingPlan;
import com.ytempire.ml.jobs.retraining.RetrainingsFactory;
import com.ytempire.ml.local.input.EventPlayer;
import com.ytempire.ml.local.input.PlayReport;
import com.ytempire.ml.local.input.PlayerTopics;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run of the platform's jobs with one input on a started stack. Confined to the thread that
 * calls {@link #run}; an interruption ends it in order, leaving the last checkpoint to go on from.
 */
public final class FeatureRun {
  /** File in the data folder with the feature definitions that its stack ran last. */
  public static final String LAST_FEATURES = "features.yaml";

  private static final Duration SHOW_EVERY = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final LocalStack stack;
  private final RunOptions options;
  private final Map<String, String> environment;
  private final PrintWriter console;
  private final Clock clock;

  /**
   * @param environment the process's variables; what the stack runs itself overrides them
   * @param console lines for the user
   */
  public FeatureRun(
      LocalStack stack,
      RunOptions options,
      Map<String, String> environment,
      PrintWriter console,
      Clock clock) {
    this.stack = stack;
    this.options = options;
    this.console = console;
    this.clock = clock;
    var merged = new HashMap<>(environment);
    merged.putAll(stack.connections().variables());
    merged.putIfAbsent("FEATURE_OFFLINE_PATH", stack.data().root().resolve("offline").toString());
    merged.putIfAbsent("MODEL_CACHE_DIR", stack.data().root().resolve("models").toString());
    merged.putIfAbsent("MODEL_REGISTRY_PATH", stack.data().root().resolve("registry").toString());
    merged.putIfAbsent("PREDICTION_JOURNAL_DIR", stack.data().root().resolve("journal").toString());
    this.environment = Map.copyOf(merged);
  }

  /**
   * Prepares stores and models, runs the jobs and plays the input.
   *
   * @return 0, also after an interruption
   * @throws ServerException when a job fails for good
   */
  public int run() throws Exception {
    PlatformSettings settings = PlatformSettings.from(environment);
    FeaturePlan plan =
        StorePreparation.prepare(settings, FeaturePlan.load(options.features()), clock, console);
    Files.writeString(stack.data().root().resolve(LAST_FEATURES), plan.definitions().source());
    // Equal for both jobs, so that they share what they load.
    EngineSettings engines = EngineSettings.of(settings, options.models());
    var jobs =
        new RunningJobs(
            submitFeatures(plan, settings, engines),
            submitInference(plan, settings, engines),
            submitLearning(settings),
            submitDrift(settings));
    CompletableFuture<PlayReport> playing = new CompletableFuture<>();
    long begun = System.nanoTime();
    try (var service = startService(plan, settings, engines);
        var player =
            new EventPlayer(
                settings.kafka().bootstrapServers(), "player", PlayerTopics.defaults(), clock)) {
      Thread playThread = new Thread(() -> play(player, playing), "event-player");
      playThread.start();
      try {
        return follow(jobs, settings, playing, begun);
      } finally {
        player.close();
        playThread.join(STOP_LIMIT.toMillis());
      }
    }
  }

  private JobRun submitFeatures(
      FeaturePlan plan, PlatformSettings settings, EngineSettings engines) {
    var options = FeatureJob.Options.defaults(this.options.parallelism());
    var job = FeatureJob.of(plan, settings, engines, options);
    JobRun run = JobRun.submit(stack.flink(), FeatureJob.NAME, job::define);
    line(
        "features",
        run.started(),
        "%d features from %s"
            .formatted(plan.definitions().features().size(), this.options.features()));
    return run;
  }

  private Optional<JobRun> submitInference(
      FeaturePlan plan, PlatformSettings settings, EngineSettings engines) throws Exception {
    if (!options.inference()) {
      return Optional.empty();
    }
    ModelRef active = ModelPreparation.prepare(settings, clock, console);
    var job = InferenceJob.of(plan, settings, engines, active, options.parallelism());
    JobRun run = JobRun.submit(stack.flink(), InferenceJob.NAME, job::define);
    line("inference", run.started(), active + " answers");
    return Optional.of(run);
  }

  private Optional<JobRun> submitLearning(PlatformSettings settings) {
    if (!options.learning()) {
      return Optional.empty();
    }
    var learning =
        new OnlineLearning(OnlineSettings.of(Input.words()), PublisherFactory.of(settings));
    JobRun run =
        JobRun.submit(
            stack.flink(),
            OnlineLearningJob.NAME,
            new OnlineLearningJob(settings, learning)::define);
    line("learning", run.started(), "versions 0.0.COUNT of " + InferenceJob.MODEL);
    return Optional.of(run);
  }

  private Optional<JobRun> submitDrift(PlatformSettings settings) {
    if (!options.inference() || options.drift().filter(DriftConfig::enabled).isEmpty()) {
      return Optional.empty();
    }
    DriftConfig config = options.drift().get();
    var plan =
        new RetrainingPlan(
            settings.features().offlinePath(),
            settings.training().mlflow().experiment(),
            config.triggers());
    var job =
        new DriftJob(
            settings,
            new DriftPipeline(config, ProfileFactory.of(settings)),
            new RetrainingPipeline(plan, RetrainingsFactory.of(settings.database())),
            1);
    JobRun run = JobRun.submit(stack.flink(), DriftJob.NAME, job::define);
    line("drift", run.started(), "windows of " + config.windows().tumbling());
    return Optional.of(run);
  }

  /** Closed first when the run ends, so that nothing that it answers from is gone before. */
  private @Nullable ServingService startService(
      FeaturePlan plan, PlatformSettings settings, EngineSettings engines) {
    if (!options.service()) {
      return null;
    }
    ServingService service =
        ServingService.start(ServiceOptions.of(settings, plan, engines).withClock(clock));
    String address = service.address().toString();
    var unused = stack.connections().with("SERVICE_URL", address, stack.data());
    line("service", "ready", address);
    return service;
  }

  private void play(EventPlayer player, CompletableFuture<PlayReport> playing) {
    try {
      line("input", "playing", options.input().description());
      playing.complete(player.play(options.input(), options.play()));
    } catch (IOException | RuntimeException e) {
      playing.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      playing.completeExceptionally(e);
    }
  }

  private int follow(
      RunningJobs jobs,
      PlatformSettings settings,
      CompletableFuture<PlayReport> playing,
      long begun)
      throws Exception {
    var shown = new Progress(jobs);
    while (!playing.isDone()) {
      shown.look();
      waitFor(playing);
    }
    PlayReport played = playReport(playing);
    line(
        "input",
        played.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        "%d records".formatted(played.records()));
    if (!options.untilDone()) {
      var never = new CompletableFuture<Void>();
      while (true) {
        shown.look();
        waitFor(never);
      }
    }
    String kafka = settings.kafka().bootstrapServers();
    jobs.features().workOff(kafka, List.of(Topics.VIDEO_EVENTS, Topics.TREND_SIGNALS));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    Map<String, Long> counts = jobs.features().drain();
    Optional<InferenceCounts> scored = jobs.workOff(kafka);
    var report = new RunReport(counts, scored, played, elapsed, ServableLatency.merged());
    shown.show(report.counts(), scored);
    if (options.report().isPresent()) {
      report.write(options.report().get());
      line("report", "written", options.report().get().toString());
    }
    return 0;
  }

  /** Looks after the jobs and shows their counts now and then. */
  private final class Progress {
    private final RunningJobs jobs;
    private final CountsLine line = new CountsLine(console);
    private long nextShow = System.nanoTime() + SHOW_EVERY.toNanos();

    Progress(RunningJobs jobs) {
      this.jobs = jobs;
    }

    void look() throws Exception {
      jobs.requireRunning();
      if (System.nanoTime() > nextShow) {
        nextShow = System.nanoTime() + SHOW_EVERY.toNanos();
        show(jobs.features().counts(), jobs.inferenceCounts());
      }
    }

    void show(Map<String, Long> counts, Optional<InferenceCounts> scored) {
      line.show(counts);
      scored.ifPresent(line::show);
    }
  }

  private static void waitFor(CompletableFuture<?> done) throws InterruptedException {
    try {
      done.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The caller looks again.
    }
  }

  private static PlayReport playReport(CompletableFuture<PlayReport> playing) {
    try {
      return playing.join();
    } catch (CompletionException e) {
      throw new ServerException("the input stopped: " + Causes.root(e).getMessage(), e);
    }
  }

  private void line(String subject, String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", subject, event, detail).stripTrailing());
    console.flush();
  }
}
