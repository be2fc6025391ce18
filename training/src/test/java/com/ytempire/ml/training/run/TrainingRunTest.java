package com.ytempire.ml.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileReader;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.evaluation.Comparison;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import com.ytempire.ml.training.testing.Runs;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a file of made-up videos. */
class TrainingRunTest {
  private static final ModelRef REF = new ModelRef("trend_predictor", "0.2.0");
  private static final Head PEAK = Head.HOURS_TO_PEAK;

  @TempDir static Path shared;
  private static String events;

  @TempDir Path folder;
  private final TrainingRun run = Runs.run();

  @BeforeAll
  static void writeEvents() throws IOException {
    events = DailyEvents.write(shared.resolve("events.jsonl"), 400, 1).toString();
  }

  private RunPlan plan(String name, DatasetQuery query) {
    return new RunPlan(
        "gradient_boosting",
        events,
        query,
        Map.of("epochs", 30.0, "learning_rate", 0.2),
        1,
        folder.resolve(name),
        folder.resolve(name + "-checkpoints"));
  }

  private ModelFolder starter() throws IOException {
    return StarterModel.folder(folder);
  }

  @Test
  void aVersionsProfileHasTheSeasonsThatAreAskedForAndItsFactsTellWhatItWasJudgedBeside()
      throws Exception {
    RunResult result =
        Runs.run("views"::equals)
            .run(plan("seasons", RunPlan.QUERY), REF, Optional.of(starter()), Runs.go());

    ReferenceProfile profile =
        ReferenceProfileReader.read(
            Files.readAllBytes(result.folder().resolve("reference_profile.json")), "profile");
    assertThat(profile.column(ProfileGroup.INPUTS, "views").orElseThrow().seasons()).isNotEmpty();
    assertThat(profile.column(ProfileGroup.INPUTS, "likes").orElseThrow().seasons()).isEmpty();
    Map<String, String> facts = ManifestJson.read(result.folder()).properties();
    assertThat(facts)
        .containsEntry(ModelLineage.BESIDE, "trend_predictor_v0.1.0")
        .containsKey(ModelLineage.BESIDE_FIGURE + "viral_probability_auc");
    assertThat(facts.get(ModelLineage.JUDGEMENT)).contains("viral_probability auc ");
  }

  @Test
  void aSetBecomesAVersionThatAnswersItsKnownExample() throws Exception {
    List<Integer> rounds = new ArrayList<>();

    RunResult result =
        run.run(
            plan("version", RunPlan.QUERY),
            REF,
            Optional.of(starter()),
            (round, most, figures) -> {
              assertThat(figures).containsKeys("train_loss", "val_loss", "best_val_loss");
              return rounds.add(round);
            });

    assertThat(result.set().manifest().counts().test()).isGreaterThan(50);
    assertThat(rounds).startsWith(1, 2).hasSizeLessThanOrEqualTo(30);
    assertThat(result.evaluation().heads().get(Head.VIRAL_PROBABILITY).metrics().figure(Figure.AUC))
        .isGreaterThan(0.9);
    assertThat(result.evaluation().heads())
        .containsOnlyKeys(
            Head.VIRAL_PROBABILITY,
            Head.LOG_GROWTH,
            Head.LIKES_LOG_GROWTH,
            Head.COMMENTS_LOG_GROWTH);
    assertThat(result.leftOut()).as("these videos grow less every day").containsOnlyKeys(PEAK);
    assertThat(result.leftOut().get(PEAK)).startsWith("it is 12.0 in ");
    assertThat(result.networkDifference()).isLessThan(1e-4);
    ModelManifest manifest = ManifestJson.read(result.folder());
    assertThat(manifest.ref()).isEqualTo(REF);
    assertThat(manifest.features()).isEqualTo(TrendInput.NAMES);
    assertThat(manifest.signature().outputs().get(0).name()).isEqualTo("viral_probability");
    assertThat(manifest.signature().outputs().get(1).name()).isEqualTo("log_growth");
    assertThat(manifest.properties())
        .containsEntry("model_type", "trend_prediction")
        .containsEntry("training_data_sha256", result.dataSha256())
        .containsKeys("accuracy", "f1_score", "viral_probability_auc", "log_growth_mae")
        .containsEntry("hyperparameter.learning_rate", "0.2")
        .containsEntry("hyperparameter.max_depth", "5.0")
        .containsEntry("trainer", "gradient_boosting")
        .containsEntry("seed", "1")
        .containsEntry("training_source", events)
        .containsEntry("training_cut", result.set().manifest().cut().toString())
        .containsEntry("training_rows", Long.toString(result.set().manifest().counts().train()))
        .containsKey("code_version");
    assertThat(manifest.properties().get("feature_versions"))
        .startsWith(TrendInput.NAMES.get(0) + " 1, ");
    assertThat(manifest.properties().get("training_data_version"))
        .startsWith("events.jsonl@")
        .hasSizeLessThanOrEqualTo(50);
    assertThat(manifest.createdAt()).isEqualTo(Runs.CLOCK.instant());
    try (OnnxSession session =
        OnnxSession.load(result.folder().resolve("model.onnx"), RuntimeSettings.onCpu())) {
      Map<String, Tensor> answers = session.run(manifest.example().inputs());
      manifest
          .example()
          .outputs()
          .forEach(
              (name, expected) ->
                  assertThat(answers.get(name).floats())
                      .as(name)
                      .usingComparatorWithPrecision(1e-4f)
                      .containsExactly(expected.floats()));
    }
  }

  @Test
  void theFolderTellsWhatItIsMadeOfAndHowWellItDoes() throws Exception {
    RunResult result = run.run(plan("told", RunPlan.QUERY), REF, Optional.of(starter()), Runs.go());

    String card = Files.readString(result.folder().resolve("MODEL_CARD.md"));
    assertThat(card)
        .contains("Not `hours_to_peak`: it is 12.0 in ")
        .startsWith("# trend_predictor_v0.2.0")
        .contains(result.dataSha256(), events, "`viral_probability` | auc |", "| region ")
        .contains("last_growth", "Beside trend_predictor_v0.1.0")
        .doesNotContain("NaN–", "null");
    ReferenceProfile profile =
        ReferenceProfileReader.read(
            Files.readAllBytes(result.folder().resolve("reference_profile.json")), "profile");
    assertThat(profile.objection()).isNull();
    assertThat(profile.rows()).isBetween(100L, result.set().manifest().counts().train());
    assertThat(profile.units()).isBetween(20L, profile.rows());
    assertThat(profile.sampling()).isEqualTo(Duration.ofDays(1));
    assertThat(profile.column(ProfileGroup.INPUTS, "views").orElseThrow())
        .returns(true, ColumnProfile::isComparable)
        .satisfies(views -> assertThat(views.moments().quantiles().get("0.5")).isPositive());
    assertThat(profile.group(ProfileGroup.LABELS)).containsKey("log_growth");
    assertThat(profile.group(ProfileGroup.PREDICTIONS).get("viral_probability").moments().mean())
        .isBetween(0.0, 1.0);
    // The figures are those of the tests, but for the choice of one example a day.
    assertThat(profile.performance().get(ReferenceProfile.ACCURACY).mean())
        .isCloseTo(
            result
                .evaluation()
                .heads()
                .get(Head.VIRAL_PROBABILITY)
                .metrics()
                .figure(Figure.ACCURACY),
            within(0.1));
    assertThat(profile.performance()).containsKey(ReferenceProfile.LOG_GROWTH_ERROR);
  }

  @Test
  void equalRunsGiveEqualBytes() throws Exception {
    RunResult one = run.run(plan("one", RunPlan.QUERY), REF, Optional.empty(), Runs.go());
    RunResult two = run.run(plan("two", RunPlan.QUERY), REF, Optional.empty(), Runs.go());

    for (String file :
        List.of("model.onnx", "manifest.json", "reference_profile.json", "metrics.json")) {
      assertThat(one.folder().resolve(file)).hasSameBinaryContentAs(two.folder().resolve(file));
    }
    assertThat(one.active()).isEmpty();
  }

  @Test
  void theActiveVersionIsAskedOfTheSameRows() throws Exception {
    RunResult result =
        run.run(plan("beside", RunPlan.QUERY), REF, Optional.of(starter()), Runs.go());

    BesideActive active = result.active().orElseThrow();
    assertThat(active.ref()).isEqualTo(StarterModel.ref());
    assertThat(active.byHead()).containsOnlyKeys(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH);
    Comparison growth = active.byHead().get(Head.LOG_GROWTH);
    assertThat(growth.gains().get(Figure.MAE).candidate())
        .isEqualTo(result.evaluation().heads().get(Head.LOG_GROWTH).metrics().figure(Figure.MAE));
    assertThat(growth.gains().get(Figure.MAE).active()).isBetween(0.001, 1.0);
    assertThat(Promotion.of(result).reasons())
        .anySatisfy(reason -> assertThat(reason).contains("auc", "trend_predictor_v0.1.0"));
  }

  @Test
  void versionsOfSequencesAndOfRowsAreComparedWithEachOther() throws Exception {
    RunPlan rows = plan("rows", RunPlan.QUERY);
    var sequences =
        new RunPlan(
            "transformer",
            events,
            RunPlan.QUERY,
            Map.of("epochs", 3.0, "hidden_size", 16.0, "encoder_layers", 1.0),
            1,
            folder.resolve("sequences"),
            folder.resolve("sequences-checkpoints"));

    RunResult first = run.run(sequences, REF, Optional.of(starter()), Runs.go());
    ModelManifest manifest = ManifestJson.read(first.folder());
    RunResult second =
        run.run(
            rows,
            new ModelRef("trend_predictor", "0.3.0"),
            Optional.of(new ModelFolder(manifest, first.folder())),
            Runs.go());

    assertThat(manifest.networks())
        .containsEntry(Variant.INT8, "model-int8.onnx")
        .containsEntry(Variant.FLOAT32, "model.onnx");
    assertThat(Files.size(first.folder().resolve("model-int8.onnx")))
        .isLessThan(Files.size(first.folder().resolve("model.onnx")));
    assertThat(first.description().get("int8"))
        .startsWith("model-int8.onnx, ")
        .contains("viral_probability auc 0.9", "log_growth mae 0.");
    assertThat(Files.readString(first.folder().resolve("MODEL_CARD.md")))
        .contains("- int8: model-int8.onnx, ");
    assertThat(Files.readString(first.folder().resolve("evaluation.json")))
        .contains("model-int8.onnx, ");
    assertThat(ManifestJson.read(second.folder()).networks()).containsOnlyKeys(Variant.FLOAT32);
    assertThat(second.description().get("int8"))
        .isEqualTo("left out: it has no matrices of weights that 8 bits could hold");
    assertThat(manifest.task()).isEqualTo(ModelTask.SEQUENCE);
    assertThat(manifest.maxTokens()).isEqualTo(SnapshotSequence.MOST_STEPS);
    assertThat(manifest.example().inputs().get("mask").shape()).containsExactly(4, 4);
    assertThat(manifest.example().inputs().get("sequence").size(2))
        .isEqualTo(TrendInput.NAMES.size());
    assertThat(first.networkDifference()).isLessThan(1e-4);
    assertThat(first.evaluation().heads().get(Head.VIRAL_PROBABILITY).metrics().figure(Figure.AUC))
        .isGreaterThan(0.85);
    assertThat(first.active().orElseThrow().unfit()).contains("it does not tell");
    assertThat(first.active().orElseThrow().byHead()).containsKey(Head.VIRAL_PROBABILITY);
    Comparison comparison = second.active().orElseThrow().byHead().get(Head.VIRAL_PROBABILITY);
    assertThat(comparison.gains().get(Figure.AUC).active())
        .as("asked as the network is that was exported")
        .isCloseTo(
            first.evaluation().heads().get(Head.VIRAL_PROBABILITY).metrics().figure(Figure.AUC),
            within(1e-3));
    assertThat(Files.readString(first.folder().resolve("MODEL_CARD.md")))
        .contains("From the last snapshots of a video, 8 at most")
        .contains("- network: 1 encoder layers of 4 heads, 16 wide");
    assertThat(Files.readString(second.folder().resolve("MODEL_CARD.md")))
        .contains("From one snapshot of a video");
  }

  @Test
  void anActiveVersionThatReadsOtherFeaturesIsSaidNotToFitAndKeepsItsTraffic() throws Exception {
    RunResult result =
        run.run(
            plan("fewer", RunPlan.QUERY.withFeatures(List.of("views", "delta_views"))),
            REF,
            Optional.of(starter()),
            Runs.go());

    assertThat(result.active().orElseThrow().byHead()).isEmpty();
    assertThat(result.active().orElseThrow().unfit()).contains("reads what this training set");
    Promotion promotion = Promotion.of(result);
    assertThat(promotion.isDeserved()).isFalse();
    assertThat(promotion.reasons()).allSatisfy(r -> assertThat(r).contains("cannot be compared"));
  }

  @Test
  void whatCannotBeTrainedIsRefusedWithWhatToDo() throws Exception {
    RunPlan plan = plan("refused", RunPlan.QUERY);
    var unknown =
        new RunPlan(
            "online_learner", events, plan.query(), Map.of(), 1, plan.folder(), plan.checkpoints());
    assertThatThrownBy(() -> run.run(unknown, REF, Optional.empty(), Runs.go()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("no trainer of type online_learner")
        .hasMessageContaining("gradient_boosting");
    assertThat(plan.folder()).doesNotExist();

    Path one = Files.writeString(folder.resolve("one.jsonl"), "");
    var empty =
        new RunPlan(
            plan.trainer(),
            one.toString(),
            plan.query(),
            Map.of(),
            1,
            plan.folder(),
            plan.checkpoints());
    assertThatThrownBy(() -> run.run(empty, REF, Optional.empty(), Runs.go()))
        .isInstanceOf(DatasetException.class);

    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> run.run(plan("full", RunPlan.QUERY), REF, Optional.empty(), Runs.go()))
        .hasMessageContaining("holds files already");
  }
}
