package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The {@code train} command against a running stack; models of their own names. */
@ExtendWith(RunningStack.class)
class TrainCommandIT {
  @TempDir Path folder;
  private Path data;
  private Path models;
  private Path events;

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
              trained_here:
                type: gradient_boosting
                training:
                  epochs: 30
                  learning_rate: 0.2
              trained_twice:
                type: online_learner
              trained_on_sequences:
                type: transformer
                architecture:
                  hidden_size: 512
                training:
                  epochs: 2
              trained_idle:
                type: gradient_boosting
            """);
    events = DailyEvents.write(folder.resolve("events.jsonl"), 400, 1);
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

  private int train(String... arguments) {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--models", models.toString()));
    return run(all.toArray(String[]::new));
  }

  @Test
  void aFileOfEventsBecomesAVersionThatTheEngineServes() throws Exception {
    Path made = folder.resolve("made");

    assertThat(
            train(
                "trained_here",
                "--source",
                events.toString(),
                "--out",
                made.toString(),
                "--no-activate"))
        .as("%s", err)
        .isZero();

    assertThat(out.toString())
        .contains("round      30 of at most 30; loss ", "examples to learn from")
        .contains("trained_here 0.1.0 is inactive, at ", "models activate trained_here 0.1.0");
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("viral_probability +auc +0\\.9\\d+ +0\\.\\d+ to \\S+ +- .*"))
        .anyMatch(l -> l.matches("log_growth +mae +0\\.0\\d+ .*half_last_growth 0\\.\\d+.*"));
    assertThat(run("models", "list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("trained_here +0.1.0 +inactive +trend_prediction +0\\.\\d+ .*"));

    assertThat(run("models", "show", "trained_here", "0.1.0")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("lineage +value *"))
        .anyMatch(l -> l.matches("feature_versions +views 1, .*"))
        .anyMatch(l -> l.matches("hyperparameter.learning_rate +0.2 *"))
        .anyMatch(l -> l.matches("training_source +.*events.jsonl *"));
    assertThat(run("models", "show", "trained_here", "0.1.0", "--json")).isZero();
    JsonNode shown = new ObjectMapper().readTree(out.toString());
    assertThat(shown.at("/hyperparameters/epochs").asDouble()).isEqualTo(30);
    assertThat(shown.at("/hyperparameters/max_depth").asDouble()).as("chosen by it").isEqualTo(5);
    assertThat(shown.at("/lineage/trainer").asText()).isEqualTo("gradient_boosting");
    assertThat(shown.at("/lineage/training_rows").asInt()).isPositive();
    assertThat(shown.at("/lineage/training_data_sha256").asText()).hasSize(64);
    assertThat(shown.at("/lineage/viral_probability_auc").asDouble()).isGreaterThan(0.9);
    assertThat(shown.at("/lineage").has("accuracy")).as("it has a column of its own").isFalse();

    assertThat(run("models", "activate", "trained_here", "0.1.0")).as("%s", err).isZero();

    Path registered = data.resolve("registry/trained_here/0.1.0");
    assertThat(registered.resolve("model.onnx")).hasSameBinaryContentAs(made.resolve("model.onnx"));
    var version = new ModelFolder(ManifestJson.read(registered), registered);
    KnownExample example = version.manifest().example();
    float[] rows = example.inputs().get("features").floats();
    float[] expected = example.outputs().get("viral_probability").floats();
    int width = version.manifest().features().size();
    EngineSettings settings =
        EngineSettings.of(PlatformSettings.from(Map.of()), Map.of()).with(RuntimeSettings.onCpu());
    try (var engines = new SharedModelEngines(settings, ref -> version, Clock.systemUTC());
        ModelLease lease =
            engines.acquire(new ModelRef("trained_here", "0.1.0")).get(20, TimeUnit.SECONDS)) {
      var engine = (TabularEngine) lease.engine();
      for (int i = 0; i < expected.length; i++) {
        float[] answer =
            engine
                .score(Arrays.copyOfRange(rows, i * width, (i + 1) * width), Duration.ofSeconds(10))
                .get(20, TimeUnit.SECONDS);
        assertThat(answer[0]).as("row %d", i).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void theModelFilesTrainerMakesAVersionOfSequences() throws Exception {
    assertThat(
            train("trained_on_sequences", "--source", events.toString(), "--set", "hidden_size=16"))
        .as("%s", err)
        .isZero();

    assertThat(out.toString())
        .contains("trained_on_sequences 0.1.0 by transformer", "round      2 of at most 2")
        .contains("  network    the compact one, because there is no GPU (the model file's has")
        .contains("hidden_size 512");
    Path registered = data.resolve("registry/trained_on_sequences/0.1.0");
    ModelManifest manifest = ManifestJson.read(registered);
    assertThat(manifest.task()).isEqualTo(ModelTask.SEQUENCE);
    assertThat(Files.readString(registered.resolve("MODEL_CARD.md")))
        .contains("2 encoder layers of 4 heads, 16 wide", "last snapshots of a video, 8 at most");
  }

  @Test
  void onlyAVersionThatIsNotWorseIsActivated() {
    String[] good = {
      "trained_twice",
      "--trainer",
      "gradient_boosting",
      "--source",
      events.toString(),
      "--set",
      "learning_rate=0.2",
      "--set",
      "epochs=60"
    };
    assertThat(train(good)).as("%s", err).isZero();
    assertThat(out.toString()).contains("trained_twice 0.1.0 is active", "than naive answers");

    String[] poor = good.clone();
    poor[poor.length - 1] = "epochs=1";
    assertThat(train(poor)).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("trained_twice 0.2.0 is inactive", "it takes no traffic")
        .containsPattern(
            "log_growth mae 0\\.\\d+ beside 0\\.\\d+ of trained_twice_v0\\.1\\.0: worse");

    assertThat(train(good)).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("trained_twice 0.3.0 is active", "of trained_twice_v0.1.0: not worse");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(train("trained_twice")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "trains trained_twice by 'online_learner'",
            "give --trainer transformer or gradient_boosting");
    assertThat(train("trained_her")).isEqualTo(2);
    assertThat(err.toString()).contains("has no model 'trained_her'; it has trained_here");
    assertThat(train("trained_here", "--trainer", "guessing")).isEqualTo(2);
    assertThat(train("trained_here", "--source", "nowhere")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no training data at nowhere");
    assertThat(train("trained_here", "--source", events.toString(), "--set", "epoch=3"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("hyperparameter epoch is unknown");
    assertThat(train("trained_here", "--split", "1,1,1")).isEqualTo(2);
    assertThat(train("trained_here", "--canary", "0")).isEqualTo(2);
    assertThat(train("trained_here", "--canary", "5", "--no-activate")).isEqualTo(2);
    assertThat(train("trained_idle", "--source", events.toString(), "--canary", "5")).isEqualTo(1);
    assertThat(err.toString()).contains("no version of trained_idle is active");
    assertThat(err.toString()).doesNotContain("\tat ");
    data = folder.resolve("empty");
    assertThat(train("trained_here")).isEqualTo(1);
    assertThat(err.toString()).contains("no stack runs on", "ytempire up");
  }
}
