package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.local.training.TrainingSupervisor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are queued on a running stack, whose worker is started when one waits. */
@ExtendWith(RunningStack.class)
@Timeout(240)
class SubmittedTrainingIT {
  @TempDir Path folder;
  private Path data;
  private Path models;
  private Path events;
  private TrainingSupervisor.Launch launch;
  private PlatformSettings settings;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void useStack(LocalStack stack) throws Exception {
    data = stack.data().root();
    models =
        Files.writeString(
            folder.resolve("models.yaml"),
            """
            models:
              queued_here:
                type: gradient_boosting
                training:
                  epochs: 5
              left_here:
                type: gradient_boosting
            """);
    events = DailyEvents.write(folder.resolve("events.jsonl"), 200, 1);
    launch =
        new TrainingSupervisor.Launch(
            YtempireCli.class.getName(),
            List.of("--data", data.toString(), "--models", models.toString()),
            Map.of("TRAINING_POLL_MS", "200"),
            folder.resolve("training.log"));
    Map<String, String> variables = new HashMap<>(stack.connections().variables());
    variables.put("TRAINING_POLL_MS", "200");
    settings = PlatformSettings.from(variables);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", data.toString()));
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private int submit(String model, String source) {
    return run("train", model, "--submit", "--models", models.toString(), "--source", source);
  }

  @Test
  void aQueuedTrainingIsRunAndFollowedToItsEnd() throws Exception {
    var console = new StringWriter();
    try (var supervisor = TrainingSupervisor.start(launch, settings, new PrintWriter(console))) {
      assertThat(submit("queued_here", events.toString())).as("%s %s %s", out, err, log()).isZero();
      assertThat(out.toString())
          .containsSubsequence("queued     train_job_", "completed", "version", "0.1.0");
      String job =
          out.toString().lines().filter(l -> l.contains("queued")).findFirst().orElseThrow();
      String id = job.replaceAll(".*(train_job_[0-9a-f-]+).*", "$1");

      assertThat(submit("queued_here", folder.resolve("nowhere").toString())).isEqualTo(1);
      assertThat(out.toString()).contains("failed", "there is no training data at");

      assertThat(run("jobs", "list", "--model", "queued_here")).isZero();
      assertThat(out.toString().lines())
          .anyMatch(line -> line.matches(id + " +queued_here +completed +5/5 +0\\.\\d+ +0.1.0 .*"))
          .anyMatch(line -> line.contains("failed"));
      assertThat(run("jobs", "show", id, "--json")).isZero();
      assertThat(out.toString()).contains("\"deployment\"", "viral_probability_auc", id);
      assertThat(run("jobs", "cancel", id)).isEqualTo(1);
      assertThat(err.toString()).contains("has ended already: it is completed");
    }
    assertThat(console.toString()).contains("training   begins");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run("jobs", "list", "--status", "done")).isEqualTo(2);
    assertThat(err.toString()).contains("pending, running, completed, failed, cancelled");
    assertThat(run("jobs", "show", "train_job_1")).isEqualTo(2);
    assertThat(run("jobs", "show", "00000000-0000-0000-0000-000000000001")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no training", "jobs list");
    assertThat(run("train", "left_here", "--submit", "--out", "x", "--models", models.toString()))
        .isEqualTo(2);
    assertThat(run("jobs")).isEqualTo(2);
  }

  private String log() throws Exception {
    return Files.exists(launch.log()) ? Files.readString(launch.log()) : "no log";
  }
}
