package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.features.BackfillOutputs;
import com.ytempire.ml.jobs.features.FeatureBackfill;
import com.ytempire.ml.jobs.features.FeatureOutputs;
import com.ytempire.ml.jobs.features.JobCounters;
import com.ytempire.ml.jobs.features.StoreOutputs;
import com.ytempire.ml.jobs.features.TitleModels;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs one backfill in Flink's batch mode, in this JVM. Confined to one thread. */
public final class BackfillRun {
  private final BackfillOptions options;
  private final Map<String, String> environment;
  private final PrintWriter console;
  private final Clock clock;

  /**
   * @param environment says where stores and models are; stores are only looked for without a file
   *     to write to
   */
  public BackfillRun(
      BackfillOptions options, Map<String, String> environment, PrintWriter console, Clock clock) {
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.console = console;
    this.clock = clock;
  }

  /**
   * Runs to the end of the input.
   *
   * @return 0
   * @throws ServerException when the job fails
   */
  public int run() throws Exception {
    FeaturePlan plan = FeaturePlan.load(options.features());
    PlatformSettings settings = PlatformSettings.from(environment);
    FeatureOutputs outputs;
    if (options.out().isPresent()) {
      Path rows = options.out().get();
      outputs = new BackfillOutputs(rows, deadLettersOf(rows), plan.rowColumns());
    } else {
      plan = StorePreparation.prepare(settings, plan, clock, console);
      // A name of its own for each run: two backfills must not end each other's transactions.
      String name = FeatureBackfill.NAME + "-" + clock.millis();
      outputs = new StoreOutputs(plan, settings, name, StoreOutputs.Topics.DEAD_LETTERS_ONLY);
    }
    var env =
        StreamExecutionEnvironment.createLocalEnvironment(options.parallelism(), configuration());
    EngineSettings engines = EngineSettings.of(settings, options.models());
    new FeatureBackfill(
            plan, options.inputs(), options.out().isEmpty(), options.from(), options.until())
        .define(env, TitleModels.of(plan, engines), outputs, clock);
    report(execute(env));
    return 0;
  }

  private static Configuration configuration() {
    Configuration config = FeatureBackfill.batchSettings();
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(192));
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return config;
  }

  /** Beside the rows, and only there when something was refused. */
  private static Path deadLettersOf(Path rows) {
    return Path.of(rows + ".dead-letters.jsonl");
  }

  private static JobExecutionResult execute(StreamExecutionEnvironment env) throws Exception {
    try {
      return env.execute(FeatureBackfill.NAME);
    } catch (org.apache.flink.runtime.client.JobExecutionException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ServerException("the backfill failed: " + root.getMessage(), e);
    }
  }

  private void report(JobExecutionResult result) throws IOException {
    Map<String, Long> counts = JobCounts.of(result);
    new CountsLine(console).show(counts);
    long refused = counts.getOrDefault(JobCounters.DEAD_LETTERED, 0L);
    if (options.out().isPresent()) {
      Path rows = options.out().get();
      line("rows", "written", rows.toString());
      Path letters = deadLettersOf(rows);
      if (refused > 0) {
        line("refused", refused + " records", letters.toString());
      } else {
        Files.deleteIfExists(letters);
      }
    } else {
      line("stores", "written", refused > 0 ? refused + " records in topic dead-letters" : "");
    }
    line(
        "backfill",
        "done",
        String.format(Locale.ROOT, "in %.1f s", result.getNetRuntime() / 1000.0));
  }

  private void line(String subject, String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", subject, event, detail).stripTrailing());
    console.flush();
  }
}
