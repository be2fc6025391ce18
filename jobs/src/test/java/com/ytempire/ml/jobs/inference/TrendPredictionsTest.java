package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.operator.ModelAnswer;
import com.ytempire.ml.jobs.io.VideoVector;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendPredictionsTest {
  private static final Instant NOW = Instant.parse("2026-01-10T10:00:05Z");
  private static final List<String> NAMES = List.of("views", "delta_views", "likes");
  private static final VideoVector VECTOR =
      new VideoVector(
          "US|v",
          "event",
          Instant.parse("2026-01-10T09:00:00Z"),
          Instant.parse("2026-01-10T10:00:00Z"),
          Map.of("views", 999.0, "delta_views", Double.NaN, "likes", 7.0));

  private final TrendPredictions predictions =
      new TrendPredictions((Clock & Serializable) Clock.fixed(NOW, ZoneOffset.UTC));

  private static ModelManifest manifest(TensorSpec... outputs) {
    return new ModelManifest(
        new ModelRef("trend_predictor", "0.1.0"),
        ModelTask.TABULAR,
        new ModelSignature(
            List.of(TensorSpec.of("features", TensorType.FLOAT32, -1L, 2L)), List.of(outputs)),
        Map.of(Variant.FLOAT32, "model.onnx"),
        null,
        List.of("delta_views", "views"),
        List.of(),
        1,
        null,
        null,
        null,
        NOW,
        Map.of(),
        List.of());
  }

  private Prediction combine(ModelManifest manifest, float... values) {
    var answer = new ModelAnswer(manifest, values, "CPU", Duration.ofMillis(12), 2);
    return predictions.combine(VECTOR, Map.of("trend_predictor", answer));
  }

  private static TensorSpec number(String name) {
    return TensorSpec.of(name, TensorType.FLOAT32, -1L, 1L);
  }

  @Test
  void saysWhatWasAskedWhoAnsweredAndWhat() {
    Prediction made =
        combine(manifest(number("viral_probability"), number("log_growth")), 0.25f, 1);

    assertThat(made.model()).isEqualTo(new ModelRef("trend_predictor", "0.1.0"));
    assertThat(made.type()).isEqualTo("trend_prediction");
    assertThat(made.entity()).isEqualTo(VECTOR.entity());
    assertThat(made.eventId()).isEqualTo("event");
    assertThat(made.inputs()).isEqualTo(Map.of("delta_views", Double.NaN, "views", 999.0));
    assertThat(made.outputs())
        .containsOnlyKeys("viral_probability", "log_growth", "expected_views");
    assertThat(made.output(Prediction.EXPECTED_VIEWS))
        .isCloseTo(Growth.viewsAfter(999, 1), within(1e-9));
    assertThat(made.latencyMillis()).isEqualTo(12);
    assertThat(made.predictedAt()).isEqualTo(NOW);
    assertThat(made.inputAge()).isEqualTo(Duration.ofSeconds(5));
    assertThat(made.metadata()).isEqualTo(Map.of("device", "CPU", "attempts", "2"));
  }

  @ParameterizedTest
  @CsvSource({"0.25,0.75", "0.5,0.5", "0.75,0.75", "0,1"})
  void isAsConfidentAsTheLikelierAnswerIsLikely(float probability, double confidence) {
    assertThat(combine(manifest(number("viral_probability")), probability).confidence())
        .isEqualTo(confidence);
  }

  @Test
  void namesTheNumbersOfAWiderOutputAndKnowsNoConfidenceThen() {
    Prediction made = combine(manifest(TensorSpec.of("scores", TensorType.FLOAT32, -1L, 2L)), 3, 4);

    assertThat(made.outputs()).isEqualTo(Map.of("scores_0", 3.0, "scores_1", 4.0));
    assertThat(made.confidence()).isZero();
  }

  @Test
  void makesRowsInTheOrderOfTheVersionsColumns() {
    assertThat(TrendPredictions.row(NAMES, List.of("likes", "delta_views", "views")).apply(VECTOR))
        .containsExactly(7f, Float.NaN, 999f);
  }

  @Test
  void refusesAVersionThatWantsWhatVectorsDoNotHave() {
    assertThatThrownBy(() -> TrendPredictions.row(NAMES, List.of("views", "mood")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[mood]")
        .hasMessageContaining("delta_views");
  }
}
