package com.ytempire.ml.core.retraining.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrainingTriggerJsonTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:00:00.123Z");
  private static final RetrainingTrigger TRIGGER =
      RetrainingTrigger.of(
          new ModelRef("trend_predictor", "0.1.0"),
          AT.minusSeconds(7200),
          AT,
          "views moved: \"ks\" 0.31",
          List.of(
              new TriggerEvidence(
                  "feature",
                  "views",
                  "all",
                  AT.minusSeconds(60),
                  AT,
                  "ks",
                  0.31,
                  0.1,
                  1e-300,
                  10_000_000_000L,
                  7),
              new TriggerEvidence(
                  "performance",
                  "accuracy",
                  "region=US",
                  AT,
                  AT,
                  "accuracy",
                  -0.5,
                  0,
                  Double.NaN,
                  0,
                  0)));

  @Test
  void whatIsReadEqualsWhatWasWritten() throws IOException {
    assertThat(RetrainingTriggerJson.read(RetrainingTriggerJson.write(TRIGGER))).isEqualTo(TRIGGER);
    assertThat(RetrainingTriggerJson.readEvidence(RetrainingTriggerJson.write(TRIGGER.evidence())))
        .isEqualTo(TRIGGER.evidence());
  }

  @Test
  void unknownFieldsArePassedOver() throws IOException {
    String json = RetrainingTriggerJson.write(TRIGGER);
    String more = "{\"later\":{\"evidence\":[1]},\"also\":null," + json.substring(1);

    assertThat(RetrainingTriggerJson.read(more)).isEqualTo(TRIGGER);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> RetrainingTriggerJson.read("[]"))
        .isInstanceOf(IOException.class)
        .hasMessage("a retraining trigger is a JSON object; this is not");
    assertThatThrownBy(() -> RetrainingTriggerJson.read("{}"))
        .isInstanceOf(IOException.class)
        .hasMessage("a retraining trigger without id");
    String json = RetrainingTriggerJson.write(TRIGGER).replace("2026-02-03T04", "soon");
    assertThatThrownBy(() -> RetrainingTriggerJson.read(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("soon");
  }

  @Test
  void theIdHangsOnVersionAndMomentAlone() {
    RetrainingTrigger same =
        RetrainingTrigger.of(TRIGGER.model(), AT, AT, "otherwise told", List.of());
    RetrainingTrigger later =
        RetrainingTrigger.of(TRIGGER.model(), AT, AT.plusMillis(1), "otherwise told", List.of());

    assertThat(same.id()).isEqualTo(TRIGGER.id()).isNotEqualTo(later.id());
  }
}
