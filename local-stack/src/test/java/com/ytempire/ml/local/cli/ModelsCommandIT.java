package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.postgres.PostgresPredictionLog;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The {@code models} commands against a running stack; models of their own names. */
@ExtendWith(RunningStack.class)
class ModelsCommandIT {
  @TempDir Path folder;
  private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void useStack(LocalStack stack) {
    data = stack.data().root();
  }

  private int models(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private String made(ModelRef ref, float constant) throws IOException {
    Path made = folder.resolve(ref.folder());
    ModelManifest manifest = TinyModels.sum(made, ref, constant).manifest();
    Files.writeString(made.resolve("MODEL_CARD.md"), "# Sum\n");
    String json = new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
    Files.writeString(
        made.resolve(ModelManifest.FILE),
        json.replace("\"created_at\"", "\"card\" : \"MODEL_CARD.md\", \"created_at\"")
            .replaceFirst(
                "\"properties\" : \\{ ?\\}", "\"properties\" : {\"accuracy\" : \"0.875\"}"));
    return made.toString();
  }

  @Test
  void publishesListsShowsAndActivates() throws IOException {
    var one = new ModelRef("command_sum", "1.0");
    var two = new ModelRef("command_sum", "2.0");

    assertThat(models("publish", made(one, 1), "--activate")).as(err.toString()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "command_sum 1.0 is active, at file://%s%n"
                .formatted(data.toAbsolutePath().resolve("registry/command_sum/1.0")));
    assertThat(models("publish", made(two, 2))).isZero();
    assertThat(out.toString()).startsWith("command_sum 2.0 is inactive, at ");
    assertThat(models("publish", made(two, 2))).as("again").isZero();

    assertThat(models("list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("command_sum +1.0 +active +tabular +0.8750 +20\\S+Z +published"))
        .anyMatch(l -> l.matches("command_sum +2.0 +inactive +tabular +0.8750 +- +published"));

    assertThat(models("activate", "command_sum", "2.0")).isZero();
    assertThat(models("list", "--json")).isZero();
    assertThat(out.toString().replaceAll("\\s+", ""))
        .contains(
            "\"name\":\"command_sum\",\"version\":\"1.0\",\"status\":\"inactive\"",
            "\"name\":\"command_sum\",\"version\":\"2.0\",\"status\":\"active\",\"published\":true");

    assertThat(models("show", "command_sum", "2.0")).isZero();
    assertThat(out.toString())
        .startsWith("command_sum 2.0, active, at ")
        .contains("features float32 [-1, 2]", "registry/command_sum/2.0/MODEL_CARD.md");
    assertThat(out.toString().lines()).anyMatch(l -> l.matches("model.onnx +\\d+ +[0-9a-f]{64}"));
    assertThat(models("show", "command_sum", "2.0", "--json")).isZero();
    assertThat(out.toString()).contains("\"manifest\" : {", "\"max_tokens\" : 1");
  }

  @Test
  void measuresADay(LocalStack stack) throws IOException {
    var ref = new ModelRef("command_measured", "1.0");
    assertThat(models("publish", made(ref, 1))).isZero();
    PlatformSettings settings = PlatformSettings.from(stack.connections().variables());
    try (PredictionLog log = PostgresPredictionLog.open(settings.database(), 1)) {
      log.saveServed(
          List.of(
              new ServedPrediction(
                  UUID.randomUUID(),
                  ref,
                  "sum",
                  "{}",
                  "{}",
                  0.5,
                  Duration.ofMillis(12),
                  BigDecimal.ZERO,
                  Instant.parse("2026-01-10T23:59:59Z"),
                  Map.of(ServedPrediction.VARIANT, "active"))));
    }

    assertThat(models("metrics", "--date", "2026-01-10")).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("command_measured_v1.0 +1 +- +- +12 +12 +0 +0 +-"));

    assertThat(models("metrics", "--date", "2026-01-11", "--json")).isZero();
    assertThat(out.toString()).doesNotContain("command_measured");
    assertThat(models("metrics", "--date", "yesterday")).isEqualTo(2);
  }

  @Test
  void comparesTriesPromotesAndTakesBack() throws IOException {
    var one = new ModelRef("command_tried", "1.0");
    var two = new ModelRef("command_tried", "2.0");
    assertThat(models("publish", made(one, 1), "--activate")).isZero();
    assertThat(models("publish", made(two, 2))).isZero();

    assertThat(models("compare", "command_tried", "2.0")).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("figure +command_tried_v2.0 +command_tried_v1.0 +difference"))
        .anyMatch(l -> l.matches("accuracy +0.8750 +0.8750 +0"))
        .anyMatch(l -> l.matches("live requests +0 +0 +0"));
    assertThat(models("compare", "command_tried", "2.0", "1.0", "--json")).isZero();
    assertThat(models("compare", "command_tried", "2.0", "--days", "0")).isEqualTo(2);

    assertThat(models("promote", "command_tried", "2.0")).isEqualTo(1);
    assertThat(err.toString()).contains("no canary of this version runs");
    try (ModelStores stores = ModelStores.require(data, Map.of(), Clock.systemUTC())) {
      stores.rollouts().start(two, RolloutKind.CANARY, 10, "test");
    }
    assertThat(models("rollouts", "command_tried")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("canary of command_tried_v2.0 runs with 10 % since")
        .contains("a promotion needs: 100 judged answers of each side");
    assertThat(models("promote", "command_tried", "2.0", "--reason", "we want it")).isZero();
    assertThat(out.toString()).startsWith("command_tried 2.0 is active");
    assertThat(models("rollback", "command_tried", "2.0")).isZero();
    assertThat(out.toString()).startsWith("command_tried 2.0 is inactive");

    assertThat(models("rollouts", "command_tried")).isZero();
    assertThat(out.toString()).startsWith("nothing runs");
    assertThat(out.toString().lines())
        .anyMatch(
            l -> l.matches("20\\S+Z +promoted +command_tried_v2.0 +ytempire models +we want it"))
        .anyMatch(l -> l.matches("20\\S+Z +rolled_back +command_tried_v2.0 .*rolled back by hand"));
    assertThat(models("rollouts", "command_tried", "--json")).isZero();
    assertThat(out.toString()).contains("\"question\"", "\"missing_for_promotion\"");
  }

  @Test
  void refusesOtherContentUnderAPublishedVersion() throws IOException {
    var ref = new ModelRef("command_fixed", "1.0");
    assertThat(models("publish", made(ref, 1))).isZero();

    assertThat(models("publish", made(ref, 2), "--activate")).isEqualTo(1);

    assertThat(err.toString()).contains("command_fixed_v1.0 is already published");
    assertThat(models("list")).isZero();
    assertThat(out.toString().lines()).anyMatch(l -> l.matches("command_fixed +1.0 +inactive .*"));
  }

  @Test
  void activatesAVersionThatSomeoneCopiedIntoTheRegistry() throws IOException {
    var ref = new ModelRef("command_copied", "1.0");
    assertThat(models("publish", made(ref, 1))).isZero();
    Path registry = data.resolve("registry/command_copied");
    Path copied = Files.createDirectories(registry.resolve("1.1"));
    Files.copy(registry.resolve("1.0/model.onnx"), copied.resolve("model.onnx"));
    Files.copy(registry.resolve("1.0/MODEL_CARD.md"), copied.resolve("MODEL_CARD.md"));
    Files.writeString(
        copied.resolve("manifest.json"),
        Files.readString(registry.resolve("1.0/manifest.json")).replace("\"1.0\"", "\"1.1\""));
    assertThat(models("list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("command_copied +1.1 +unregistered .*"));

    assertThat(models("activate", "command_copied", "1.1")).as(err.toString()).isZero();

    assertThat(out.toString()).startsWith("command_copied 1.1 is active");
  }

  @Test
  void saysWhatIsThereWhenAVersionIsNot() throws IOException {
    assertThat(models("publish", made(new ModelRef("command_known", "1.0"), 1))).isZero();

    for (String command : List.of("show", "activate")) {
      assertThat(models(command, "command_known", "9.9")).isEqualTo(1);
      assertThat(err.toString()).contains("Model version not found", "that are there: 1.0");
    }
    assertThat(models("show", "no model", "1.0")).isEqualTo(2);
    assertThat(err.toString()).contains("model name 'no model'");
    assertThat(models("publish", folder.resolve("nothing").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("Model manifest not found at");
    assertThat(models()).isEqualTo(2);
  }

  @Test
  void saysHowToStartAStackWhenNoneRuns(@TempDir Path empty) {
    data = empty;

    assertThat(models("list")).isEqualTo(1);

    assertThat(err.toString()).contains("no stack runs on " + empty, "ytempire up");
  }
}
