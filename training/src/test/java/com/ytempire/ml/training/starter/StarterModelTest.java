package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterModelTest {
  @TempDir static Path cache;
  private static ModelFolder folder;
  private static OnnxSession session;

  @BeforeAll
  static void load() throws IOException {
    folder = StarterModel.folder(cache);
    session = OnnxSession.load(folder, RuntimeSettings.onCpu());
  }

  @AfterAll
  static void close() {
    if (session != null) {
      session.close();
    }
  }

  private static TrendNetwork.Answer[] answers(float[]... rows) {
    return answers(session, rows);
  }

  static TrendNetwork.Answer[] answers(OnnxSession session, float[]... rows) {
    int width = TrendInput.NAMES.size();
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    Map<String, Tensor> outputs =
        session.run(Map.of(TrendOnnx.FEATURES, Tensor.of(flat, rows.length, width)));
    float[] probabilities = outputs.get(TrendOnnx.VIRAL_PROBABILITY).floats();
    float[] growths = outputs.get(TrendOnnx.LOG_GROWTH).floats();
    TrendNetwork.Answer[] answers = new TrendNetwork.Answer[rows.length];
    for (int i = 0; i < rows.length; i++) {
      answers[i] = new TrendNetwork.Answer(probabilities[i], growths[i]);
    }
    return answers;
  }

  /** A daily snapshot of a video that is {@code days} old and had {@code before} views. */
  private static float[] daily(int days, long before, long now) {
    float none = Float.NaN;
    return new float[] {
      now,
      now / 30f,
      none,
      now / 200f,
      none,
      24 * days,
      days - 1,
      24,
      now - before,
      (now - before) / 30f,
      (now - before) / 200f
    };
  }

  @Test
  void saysWhatItIsAndNamesOnlyFilesThatAreThere() throws Exception {
    ModelManifest manifest = folder.manifest();

    assertThat(manifest.ref()).isEqualTo(StarterModel.ref());
    assertThat(manifest.task()).isEqualTo(ModelTask.TABULAR);
    assertThat(manifest.features()).isEqualTo(TrendInput.NAMES);
    assertThat(manifest.signature()).isEqualTo(TrendOnnx.signature());
    assertThat(manifest.properties()).containsEntry("model_type", "trend_prediction");
    assertThat(manifest.card()).isNotNull();
    assertThat(manifest.referenceProfile()).isNotNull();
    for (var artifact : manifest.artifacts()) {
      byte[] content = Files.readAllBytes(folder.file(artifact.path()));
      assertThat(content).as(artifact.path()).hasSize((int) artifact.bytes());
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
          .as(artifact.path())
          .isEqualTo(artifact.sha256());
    }
  }

  @Test
  void answersItsKnownExample() {
    KnownExample example = folder.manifest().example();

    Map<String, Tensor> outputs = session.run(example.inputs());

    assertThat(outputs.keySet()).isEqualTo(example.outputs().keySet());
    example
        .outputs()
        .forEach(
            (name, expected) ->
                assertThat(outputs.get(name).floats())
                    .as(name)
                    .containsExactly(expected.floats(), within((float) example.tolerance())));
  }

  @Test
  void aVideoThatDoublesIsLikelierToTakeOffThanOneThatStandsStill() {
    for (int days : new int[] {2, 3, 5, 10}) {
      TrendNetwork.Answer[] answers =
          answers(daily(days, 200_000, 400_000), daily(days, 399_000, 400_000));

      assertThat(answers[0].viralProbability())
          .as("%d days", days)
          .isGreaterThan(answers[1].viralProbability() + 0.3);
      assertThat(answers[0].logGrowth()).isGreaterThan(answers[1].logGrowth() + 0.05);
      assertThat(answers[1].viralProbability()).isLessThan(0.1);
    }
  }

  @Test
  void whateverIsMissingOrAbsurdTheAnswersAreNumbers() {
    float[] nothing = new float[TrendInput.NAMES.size()];
    Arrays.fill(nothing, Float.NaN);
    List<float[]> rows = new ArrayList<>(List.of(TrendNetworks.rows(200, 3)));
    for (float value :
        new float[] {
          Float.NaN, 0, -1, Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY
        }) {
      float[] row = nothing.clone();
      Arrays.fill(row, value);
      rows.add(row);
    }

    for (TrendNetwork.Answer answer : answers(rows.toArray(float[][]::new))) {
      assertThat(answer.viralProbability()).isBetween(0.0, 1.0);
      assertThat(answer.logGrowth()).isBetween(-5.0, 5.0);
    }
  }

  @Test
  void anUnpackedFolderIsUsedAgainAndADamagedOneMended(@TempDir Path other) throws IOException {
    Path network = StarterModel.folder(other).file("model.onnx");
    byte[] good = Files.readAllBytes(network);
    var written = Files.getLastModifiedTime(network);
    StarterModel.folder(other);
    assertThat(Files.getLastModifiedTime(network)).isEqualTo(written);

    Files.write(network, new byte[] {1, 2, 3});
    StarterModel.folder(other);

    assertThat(network).hasBinaryContent(good);
    try (Stream<Path> files = Files.list(network.getParent())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void isPublishedOnceHoweverOftenItIsAskedFor(@TempDir Path models) throws IOException {
    ObjectStoreSettings objects = PlatformSettings.from(Map.of()).objects();
    try (ModelRepository repository = ModelRepository.open(models.toString(), objects)) {
      ModelManifest first = StarterModel.publishTo(repository);
      ModelManifest second = StarterModel.publishTo(repository);

      assertThat(first).isEqualTo(second).isEqualTo(StarterModel.manifest());
      assertThat(repository.versions()).containsExactly(StarterModel.ref());
      assertThat(models.resolve("trend_predictor/0.1.0/model.onnx"))
          .hasSameBinaryContentAs(folder.file("model.onnx"));
    }
  }

  @Test
  void isWhatItsTrainingGivesAndAsGoodAsItsCardSays() throws IOException {
    Path data = SharedData.require("youtube");
    TrendSplit split = TrendSplit.of(TrainTrendPredictor.trainingSets(data, Clock.systemUTC()));

    TrendNetwork network = TrainTrendPredictor.train(split, TrendTraining.Recipe.shipped());

    assertThat(TrendOnnx.write(network))
        .as("network trained anew")
        .isEqualTo(Files.readAllBytes(folder.file("model.onnx")));
    List<TrendRow> rows = split.test().get("us_daily_2017-11_2018-01");
    TrendNetwork.Answer[] answers =
        answers(rows.stream().map(TrendRow::inputs).toArray(float[][]::new));
    Map<TrendRow, TrendNetwork.Answer> byRow = new IdentityHashMap<>();
    for (int i = 0; i < answers.length; i++) {
      byRow.put(rows.get(i), answers[i]);
    }
    var judged = TrendEvaluation.Answered.of(rows, byRow::get);
    HeadMetrics viral = judged.viralMetrics();
    HeadMetrics growth = judged.growthMetrics();
    System.out.printf("starter model on unseen daily videos: %s, %s%n", viral, growth);
    // The card says 0.954, 0.085 and 0.011.
    assertThat(viral.figure(Figure.AUC)).isGreaterThan(0.945);
    assertThat(growth.figure(Figure.MAE)).isLessThan(0.09);
    assertThat(viral.figure(Figure.CALIBRATION_ERROR)).isLessThan(0.03);
  }
}
