package com.ytempire.ml.local.run;

import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    this.environment = RunVariables.of(stack, environment);
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
    var starts =
        new JobStarts(
            stack, settings, plan, EngineSettings.of(settings, options.models()), console);
    RunningJobs jobs = startJobs(starts, settings);
    CompletableFuture<PlayReport> playing = new CompletableFuture<>();
    long begun = System.nanoTime();
    // Closed first when the run ends, so that nothing that it answers from is gone before.
    try (var service = options.service() ? starts.service(clock) : null;
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

  private RunningJobs startJobs(JobStarts starts, PlatformSettings settings) throws IOException {
    JobRun features = starts.features(options.features(), options.parallelism());
    if (!options.inference()) {
      return new RunningJobs(features, Optional.empty(), Optional.empty(), Optional.empty());
    }
    ModelRef active = ModelPreparation.prepare(settings, clock, console);
    return new RunningJobs(
        features,
        Optional.of(starts.inference(active, options.parallelism())),
        options.learning() ? Optional.of(starts.learning()) : Optional.empty(),
        options.drift().filter(DriftConfig::enabled).map(starts::drift));
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
