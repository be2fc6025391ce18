package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.evaluation.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTrendPredictorTest {
  private static final Instant AT = Instant.parse("2026-01-05T12:00:00Z");

  @TempDir static Path folder;
  private static TrendSet sample;

  @BeforeAll
  static void read() throws IOException {
    sample = TrendSet.of("sample", TrendNetworks.sample());
  }

  private static Path train(String name, TrendTraining.Recipe recipe) throws IOException {
    Path directory = folder.resolve(name);
    TrainTrendPredictor.write(
        directory, List.of(sample), Map.of("again", sample.rows()), recipe, AT);
    return directory;
  }

  @Test
  void twoTrainingsWriteTheSameBytesAndAnotherSeedOthers() throws IOException {
    TrendTraining.Recipe recipe = TrendNetworks.quick();
    Path first = train("first", recipe);
    Path second = train("second", recipe);
    Path other = train("other", recipe.withSeed(1));

    for (String file :
        List.of("model.onnx", "manifest.json", "MODEL_CARD.md", "reference_profile.json")) {
      assertThat(second.resolve(file)).as(file).hasSameBinaryContentAs(first.resolve(file));
    }
    assertThat(Files.readAllBytes(other.resolve("model.onnx")))
        .isNotEqualTo(Files.readAllBytes(first.resolve("model.onnx")));
    assertThat(ManifestJson.read(first).createdAt()).isEqualTo(AT);
    assertThat(first.resolve("MODEL_CARD.md")).content().contains("| `sample` |", "| `again*` |");
  }

  @Test
  void theNetworkAnswersAsItsDefinitionInJavaDoes() throws IOException {
    TrendNetwork network = TrendTraining.train(sample.rows(), TrendNetworks.quick().withEpochs(20));
    Path file = Files.write(folder.resolve("equal.onnx"), TrendOnnx.write(network));
    float[][] rows = TrendNetworks.rows(500, 11);

    try (OnnxSession session = OnnxSession.load(file, RuntimeSettings.onCpu())) {
      TrendNetwork.Answer[] answers = StarterModelTest.answers(session, rows);
      for (int i = 0; i < rows.length; i++) {
        TrendNetwork.Answer expected = network.answer(rows[i]);
        assertThat(answers[i].viralProbability())
            .isCloseTo(expected.viralProbability(), within(1e-5));
        assertThat(answers[i].logGrowth()).isCloseTo(expected.logGrowth(), within(1e-5));
      }
    }
  }

  @Test
  void calibrationMakesANetworkThatSaysTooMuchSayWhatHappens() {
    TrendNetwork network = TrendTraining.train(sample.rows(), TrendNetworks.quick().withEpochs(20));
    TrendNetwork bold = network.calibrated(0.3, 2);

    TrendNetwork mended = TrendCalibration.calibrate(bold, sample.rows());

    assertThat(calibrationError(mended)).isLessThan(calibrationError(bold) / 2);
    double said =
        sample.rows().stream()
            .mapToDouble(row -> mended.answer(row.inputs()).viralProbability())
            .average()
            .orElseThrow();
    double happened =
        sample.rows().stream().mapToInt(row -> row.isViral() ? 1 : 0).average().orElseThrow();
    assertThat(said).isCloseTo(happened, within(1e-3));
  }

  private static double calibrationError(TrendNetwork network) {
    return TrendEvaluation.Answered.of(sample.rows(), row -> network.answer(row.inputs()))
        .viralMetrics()
        .figure(Figure.CALIBRATION_ERROR);
  }

  @Test
  void theProfileSummarisesEveryInput() {
    float[] some = TrendInput.ofInputs(new double[27]);
    float[] none = some.clone();
    none[0] = Float.NaN;
    some[0] = 4;
    List<TrendRow> rows =
        List.of(new TrendRow("a", AT, AT, some, 1, 1), new TrendRow("b", AT, AT, none, 1, 9));

    TrendNetwork network = TrendTraining.train(sample.rows(), TrendNetworks.quick().withEpochs(1));
    byte[] file = TrendProfile.write(rows, sample.rows(), sample.rows(), network);
    String profile = new String(file, StandardCharsets.UTF_8);

    assertThat(profile)
        .contains("\"rows\" : 2")
        .containsSubsequence(
            "\"views\"", "\"null_rate\" : 0.5", "\"mean\" : 4.0", "\"0.5\" : 4.0", "\"packed\"")
        .containsSubsequence("\"labels\"", "\"viral_probability\"", "\"mean\" : 0.5")
        .containsSubsequence("\"predictions\"", "\"log_growth\"", "\"accuracy\"");
    TrendInput.NAMES.forEach(name -> assertThat(profile).contains("\"" + name + "\""));
  }
}
