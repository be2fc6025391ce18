package com.ytempire.ml.drift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftEventJsonTest {
  private static final DriftEvent EVENT =
      new DriftEvent(
          "trend_predictor",
          "0.2.0",
          "region=US",
          WindowKind.SLIDING,
          Instant.parse("2026-01-05T00:00:00Z"),
          Instant.parse("2026-01-12T00:00:00Z"),
          DriftVerdict.DRIFT,
          ColumnKind.FEATURE,
          "views",
          DriftVerdict.DRIFT,
          "ks",
          0.31,
          0.1,
          1e-9,
          2e-8,
          3e-8,
          0.005,
          0.02,
          4_000.5,
          900,
          0.002,
          120,
          340,
          ChangeShape.GRADUAL,
          "",
          List.of(
              new ComparedBin(Double.NaN, 20.5, 0.25, 0),
              new ComparedBin(20.5, 40, 0.5, 0.125),
              new ComparedBin(40, Double.NaN, 0.25, 0.875)));

  @Test
  void isReadAsItWasWritten() throws Exception {
    assertThat(DriftEventJson.read(DriftEventJson.write(EVENT))).isEqualTo(EVENT);
    assertThat(EVENT.key()).isEqualTo("trend_predictor|views");
  }

  @Test
  void aNumberThatThereIsNotIsNull() throws Exception {
    DriftEvent none =
        new DriftEvent(
            "m",
            "1",
            "all",
            WindowKind.TUMBLING,
            Instant.EPOCH,
            Instant.EPOCH,
            DriftVerdict.NO_REFERENCE,
            ColumnKind.TARGET,
            "likes",
            DriftVerdict.NO_REFERENCE,
            "ks",
            Double.NaN,
            0.1,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0.005,
            0.02,
            Double.NaN,
            12,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            ChangeShape.UNKNOWN,
            "the version has no profile",
            List.of());

    byte[] json = DriftEventJson.write(none);

    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"statistic\":null");
    assertThat(DriftEventJson.read(json)).isEqualTo(none);
  }

  @Test
  void messagesOfBeforeThereWereBinsAreStillRead() throws Exception {
    String json = new String(DriftEventJson.write(EVENT), StandardCharsets.UTF_8);
    int bins = json.indexOf(",\"bins\":");

    DriftEvent read = read(json.substring(0, bins) + "}");

    assertThat(json.substring(bins)).startsWith(",\"bins\":[{\"from\":null,\"to\":20.5,");
    assertThat(read.bins()).isEmpty();
    assertThat(read.statistic()).isEqualTo(0.31);
  }

  @Test
  void whatIsNoEventIsRefusedWithWhatIsMissing() {
    assertThatIOException().isThrownBy(() -> read("[]")).withMessageContaining("JSON object");
    assertThatIOException().isThrownBy(() -> read("{}")).withMessageContaining("model_name");
    assertThatIOException()
        .isThrownBy(
            () ->
                read(
                    new String(DriftEventJson.write(EVENT), StandardCharsets.UTF_8)
                        .replace("gradual", "sideways")))
        .withMessageContaining("SIDEWAYS");
  }

  private static DriftEvent read(String json) throws Exception {
    return DriftEventJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
