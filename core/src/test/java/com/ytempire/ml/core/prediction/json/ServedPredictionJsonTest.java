package com.ytempire.ml.core.prediction.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.PredictionFixtures;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServedPredictionJsonTest {
  private static final Instant AT = Instant.parse("2026-01-10T10:00:00.123Z");
  private static final ModelRef MODEL = new ModelRef("trend_predictor", "1.2.3");

  @Test
  void readsBackWhatItWroteOnOneLine() throws IOException {
    ServedPrediction served =
        PredictionFixtures.served(MODEL, TrafficVariant.CANARY, AT, 87, "0.2500");

    byte[] json = ServedPredictionJson.write(served);

    assertThat(ServedPredictionJson.read(json)).isEqualTo(served);
    assertThat(new String(json, UTF_8)).doesNotContain("\n");
  }

  @Test
  void readsBackACountOfFailedRequests() throws IOException {
    var failed = new FailedRequests(new UUID(1, 2), MODEL, TrafficVariant.ACTIVE, 7, AT);

    assertThat(FailedRequestsJson.read(FailedRequestsJson.write(failed))).isEqualTo(failed);
  }

  @Test
  void refusesHalfALine() {
    byte[] json =
        ServedPredictionJson.write(
            PredictionFixtures.served(MODEL, TrafficVariant.ACTIVE, AT, 87, "0"));
    byte[] half = new String(json, UTF_8).substring(0, json.length / 2).getBytes(UTF_8);

    assertThatThrownBy(() -> ServedPredictionJson.read(half)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ServedPredictionJson.read("{}".getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without");
  }
}
