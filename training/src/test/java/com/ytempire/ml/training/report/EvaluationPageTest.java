package com.ytempire.ml.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.evaluation.LossCurve;
import com.ytempire.ml.training.evaluation.NaiveAnswer;
import com.ytempire.ml.training.example.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPageTest {
  @TempDir Path folder;

  private static VersionEvaluation version(String number, String source, String sha256) {
    var random = new SplittableRandom(number.hashCode());
    List<Judged> viral = new ArrayList<>();
    List<Judged> growth = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double label = random.nextInt(2);
      Map<String, String> slices = Map.of("region", i % 3 == 0 ? "CA" : "US");
      viral.add(new Judged("v" + i, label, 0.3 * label + 0.7 * random.nextDouble(), slices));
      growth.add(new Judged("v" + i, label, label + 0.1 * random.nextDouble(), slices));
    }
    return new VersionEvaluation(
        "trend_predictor",
        number,
        "gradient_boosting",
        Instant.parse("2026-02-01T10:00:00Z"),
        new VersionEvaluation.Data(
            source, sha256, 700, 150, 300, Instant.parse("2026-01-20T00:00:00Z"), 1),
        Map.of("trees", "120"),
        List.of(
            new LossCurve.Point(1, Map.of("train_loss", 0.7, "val_loss", 0.8)),
            new LossCurve.Point(2, Map.of("train_loss", 0.6, "val_loss", Double.NaN))),
        List.of(
            HeadEvaluation.of(Head.VIRAL_PROBABILITY, viral, Map.of(NaiveAnswer.MEAN, viral), 1),
            HeadEvaluation.of(Head.LOG_GROWTH, growth, Map.of(), 1)),
        new VersionEvaluation.Active(
            "0.1.0",
            "",
            Map.of(
                "viral_probability",
                Map.of(Figure.AUC, new Gain(0.91, 0.87, new Interval(0.01, 0.06))))));
  }

  @Test
  void aFileIsReadAsItWasWritten() throws Exception {
    VersionEvaluation evaluation = version("0.2.0", "events.jsonl", "ab12");
    Path file = folder.resolve(EvaluationFile.NAME);
    Files.write(file, EvaluationFile.write(evaluation));

    VersionEvaluation read = EvaluationFile.read(file);

    assertThat(read).isEqualTo(evaluation);
    assertThat(EvaluationFile.write(read)).isEqualTo(EvaluationFile.write(evaluation));
    assertThat(Files.readString(file))
        .contains("\"viral_probability\"", "\"auc\"", "\"2026-02-01T10:00:00Z\"");
  }

  @Test
  void whatIsNoEvaluationIsRefusedByItsName() throws Exception {
    Path later = Files.writeString(folder.resolve("later.json"), "{\"format\":2}");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\":1,\"heads\":3}");

    assertThatThrownBy(() -> EvaluationFile.read(later))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("later.json: format 2");
    assertThatThrownBy(() -> EvaluationFile.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json is no evaluation");
  }

  @Test
  void thePageHasCurvesAndFiguresOfAllVersions() throws Exception {
    VersionEvaluation first = version("0.3.0", "a & b <script>alert(1)</script>", "ab12");
    VersionEvaluation second = version("0.2.0", "events.jsonl", "cd34");

    String page = EvaluationPage.write(List.of(first, second));

    assertThat(page)
        .contains("<title>trend_predictor 0.3.0, beside trend_predictor 0.2.0</title>")
        .contains("a &amp; b &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert")
        .contains("Beside 0.1.0, which was active, by the same tests.")
        .contains("0.2.0 was judged by other tests")
        .contains("<td>viral_probability</td><td>auc</td>")
        .contains("<td>0.8700</td><td>0.0100 to 0.0600</td>")
        .contains("<td>viral_probability</td><td>region CA</td><td>100</td>");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page).doesNotContainPattern("(src|href)=\"");
    JsonNode charts = charts(page);
    assertThat(charts.findValuesAsText("title"))
        .containsExactly("Loss", "ROC of viral_probability", "Calibration of viral_probability");
    assertThat(charts.get(0).path("series").findValuesAsText("label"))
        .containsExactly(
            "0.3.0 training", "0.3.0 validation", "0.2.0 training", "0.2.0 validation");
    assertThat(charts.get(0).path("series").get(1).path("points")).hasSize(1);
    assertThat(charts.get(1).path("series").findValuesAsText("label"))
        .containsExactly("0.3.0", "0.2.0", "chance");
  }

  private static JsonNode charts(String page) throws IOException {
    String mark = "id=\"data\">";
    int from = page.indexOf(mark) + mark.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }
}
