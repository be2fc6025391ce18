package com.ytempire.ml.core.prediction.json;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static com.ytempire.ml.core.store.PredictionFixtures.FIRST;
import static com.ytempire.ml.core.store.PredictionFixtures.outcome;
import static com.ytempire.ml.core.store.PredictionFixtures.prediction;
import static com.ytempire.ml.core.store.PredictionFixtures.unjudged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.prediction.Prediction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionJsonTest {
  private static final Prediction MADE = prediction(FIRST, "event-1", AT.plusMillis(100));

  @Test
  void readsAPredictionAsItWasWritten() throws IOException {
    assertThat(PredictionReader.read(PredictionWriter.write(MADE))).isEqualTo(MADE);
    assertThat(
            PredictionReader.read(PredictionWriter.writeHead(MADE), MADE.inputs(), MADE.outputs()))
        .isEqualTo(MADE);
  }

  @Test
  void writesThePublishedForm() {
    assertThat(new String(PredictionWriter.write(MADE), UTF_8))
        .isEqualTo(
            """
            {"prediction_id":"%s","model_name":"trend_predictor","model_version":"0.1.0",\
            "prediction_type":"trend_prediction","entity_type":"video",\
            "entity_id":"US|\\"v\\" ünïcode 🎬","event_id":"event-1",\
            "event_time":"2026-01-10T10:00:00.123Z","known_at":"2026-01-10T10:00:00.163Z",\
            "predicted_at":"2026-01-10T10:00:00.223Z","input_age_ms":60,"latency_ms":12,\
            "confidence":0.7321,"metadata":{"device":"CPU"},\
            "inputs":{"delta_views":null,"engagement_rate":0.30000000000000004,"views":1000},\
            "outputs":{"log_growth":-0.25,"viral_probability":0.7321}}"""
                .formatted(MADE.id()));
  }

  @Test
  void readsAnOutcomeAsItWasWritten() throws IOException {
    for (var outcome : List.of(outcome(MADE, false, -0.125), unjudged(MADE))) {
      assertThat(OutcomeReader.read(OutcomeWriter.write(outcome))).isEqualTo(outcome);
    }
  }

  @Test
  void writesThePublishedFormOfAnOutcome() {
    assertThat(new String(OutcomeWriter.write(outcome(MADE, true, -0.125)), UTF_8))
        .isEqualTo(
            """
            {"prediction_id":"%s","model_name":"trend_predictor","model_version":"0.1.0",\
            "prediction_type":"trend_prediction","entity_type":"video",\
            "entity_id":"US|\\"v\\" ünïcode 🎬","event_id":"event-1",\
            "event_time":"2026-01-10T10:00:00.123Z","predicted_at":"2026-01-10T10:00:00.223Z",\
            "next_event_id":"event-1-next","next_event_time":"2026-01-10T11:30:00.123Z",\
            "elapsed_hours":1.5,"views":1300,"likes":77,"comments":null,"log_growth":0.2621,\
            "grew_20_percent":true,"correct":true,"log_growth_error":-0.125}"""
                .formatted(MADE.id()));
  }

  @Test
  void keepsNumbersToTheLastBit() throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    double[] values = {
      0.1 + 0.2, 1e300, -5e-324, 9_007_199_254_740_993.0, 123_456_789, -7, Double.NaN
    };
    for (int i = 0; i < values.length; i++) {
      numbers.put("n" + i, values[i]);
    }
    assertThat(NumbersJson.parse(NumbersJson.text(numbers))).isEqualTo(numbers);
    assertThat(NumbersJson.text(Map.of("infinite", Double.POSITIVE_INFINITY)))
        .isEqualTo("{\"infinite\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"model_name\":\"a\"}",
        "{\"model_name\":\"a\",\"model_version\":\"1\",\"event_time\":\"yesterday\"}",
        "{\"inputs\":3}"
      })
  void refusesWhatIsNoPredictionAndNoOutcome(String json) {
    assertThatThrownBy(() -> PredictionReader.read(json.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> OutcomeReader.read(json.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
