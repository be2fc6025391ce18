package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.features.FeatureJob;
import com.ytempire.ml.jobs.io.Topics;
import com.ytempire.ml.local.input.EventPlayer;
import com.ytempire.ml.local.input.PlayReport;
import com.ytempire.ml.local.input.PlayerTopics;
import com.ytempire.ml.local.server.FlinkServer;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the feature job with one input on a started stack. Confined to the thread that calls
 * {@link #run}; an interruption ends it in order, leaving the last checkpoint to go on from.
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
    this.environment = Map.copyOf(merged);
  }

  /**
   * Prepares the stores, runs the job and plays the input.
   *
   * @return 0, also after an interruption
   * @throws ServerException when the job fails for good
   */
  public int run() throws Exception {
    PlatformSettings settings = PlatformSettings.from(environment);
    FeaturePlan plan =
        StorePreparation.prepare(settings, FeaturePlan.load(options.features()), clock, console);
    Files.writeString(stack.data().root().resolve(LAST_FEATURES), plan.definitions().source());
    JobClient job = submit(plan, settings);
    CompletableFuture<PlayReport> playing = new CompletableFuture<>();
    long begun = System.nanoTime();
    try (var player =
        new EventPlayer(
            settings.kafka().bootstrapServers(), "player", PlayerTopics.defaults(), clock)) {
      Thread playThread = new Thread(() -> play(player, playing), "event-player");
      playThread.start();
      try {
        return follow(job, settings, playing, begun);
      } finally {
        player.close();
        playThread.join(STOP_LIMIT.toMillis());
      }
    }
  }

  private JobClient submit(FeaturePlan plan, PlatformSettings settings) {
    FlinkServer flink = stack.flink();
    Optional<Path> checkpoint = flink.latestCheckpoint(FeatureJob.NAME);
    StreamExecutionEnvironment env =
        checkpoint.map(flink::environmentFrom).orElseGet(flink::environment);
    FeatureJob.of(plan, settings, environment, FeatureJob.Options.defaults(options.parallelism()))
        .define(env);
    JobClient job = flink.submit(env, FeatureJob.NAME);
    line(
        "features",
        checkpoint.isPresent() ? "job goes on" : "job started",
        "%d features from %s".formatted(plan.definitions().features().size(), options.features()));
    return job;
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
      JobClient job, PlatformSettings settings, CompletableFuture<PlayReport> playing, long begun)
      throws Exception {
    var shown = new CountsLine(console);
    long nextShow = System.nanoTime() + SHOW_EVERY.toNanos();
    while (!playing.isDone()) {
      requireRunning(job);
      waitFor(playing);
      if (System.nanoTime() > nextShow) {
        nextShow = System.nanoTime() + SHOW_EVERY.toNanos();
        shown.show(JobCounts.of(job));
      }
    }
    PlayReport played = playReport(playing);
    line(
        "input",
        played.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        "%d records".formatted(played.records()));
    if (!options.untilDone()) {
      serve(job, shown);
      return 0;
    }
    workOff(job, settings);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    stack.flink().drain(job, FeatureJob.NAME);
    var report = new RunReport(JobCounts.ofEnded(job), played, elapsed, ServableLatency.merged());
    shown.show(report.counts());
    if (options.report().isPresent()) {
      report.write(options.report().get());
      line("report", "written", options.report().get().toString());
    }
    return 0;
  }

  /** Waits until the job has read and worked off all that was played. */
  private void workOff(JobClient job, PlatformSettings settings) throws Exception {
    try (var consumed =
        new ConsumedOffsets(
            settings.kafka().bootstrapServers(),
            FeatureJob.NAME,
            List.of(Topics.VIDEO_EVENTS, Topics.TREND_SIGNALS))) {
      while (!consumed.reachTheEnd()) {
        requireRunning(job);
        try {
          stack.flink().triggerCheckpoint(job);
        } catch (ServerException e) {
          // A job in the middle of a recovery takes none; the next look will tell.
        }
        consumed.hurryCommits();
        waitFor(new CompletableFuture<>());
      }
    }
  }

  private void serve(JobClient job, CountsLine shown) throws Exception {
    var never = new CompletableFuture<Void>();
    long nextShow = System.nanoTime();
    while (true) {
      requireRunning(job);
      waitFor(never);
      if (System.nanoTime() > nextShow) {
        nextShow = System.nanoTime() + SHOW_EVERY.toNanos();
        shown.show(JobCounts.of(job));
      }
    }
  }

  private static void requireRunning(JobClient job) throws Exception {
    JobStatus status = job.getJobStatus().get(30, TimeUnit.SECONDS);
    if (status.isGloballyTerminalState()) {
      try {
        job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new ServerException("the feature job failed: " + rootOf(e).getMessage(), e);
      }
      throw new ServerException("the feature job ended by itself: " + status);
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
      throw new ServerException("the input stopped: " + rootOf(e).getMessage(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private void line(String subject, String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", subject, event, detail).stripTrailing());
    console.flush();
  }
}
