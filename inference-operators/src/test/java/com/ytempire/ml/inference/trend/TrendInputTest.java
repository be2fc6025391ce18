package com.ytempire.ml.inference.trend;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.json.FeatureVectorReader;
import com.ytempire.ml.features.definition.Input;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrendInputTest {
  @Test
  void aVectorOfTheTopicGivesTheRowThatTrainingSaw() throws Exception {
    double[] inputs = new double[Input.values().length];
    Arrays.fill(inputs, Double.NaN);
    inputs[Input.VIEWS.ordinal()] = 1234;
    inputs[Input.VIDEO_AGE_HOURS.ordinal()] = 6.7;
    inputs[Input.DELTA_VIEWS.ordinal()] = -3;
    String message =
        """
        {"entity_type": "video", "entity_id": "a", "event_id": "e", "event_time": "2026-01-05T00:00:00Z",
         "known_at": "2026-01-05T00:00:00Z", "features": {},
         "inputs": {"views": 1234, "likes": null, "video_age_hours": 6.7, "delta_views": -3}}
        """;
    var reader = new FeatureVectorReader(StarterModel.manifest().features());

    float[] row = TrendInput.row(reader.read(message.getBytes(StandardCharsets.UTF_8)).values());

    assertThat(row).isEqualTo(TrendInput.ofInputs(inputs));
    assertThat(row[0]).isEqualTo(1234);
  }
}
