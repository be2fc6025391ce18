package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureVector;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.json.FeatureVectorReader;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureVectorJsonTest {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");
  private static final FeatureSchema VIDEOS =
      FeaturePlan.parse(
              """
              features:
                engagement:
                  - name: rate
                    formula: likes / views
                  - name: tier
                    bins: [0, 10]
                    of: views
              """,
              "features.yaml")
          .videoSchema();
  private static final FeatureVectorJson JSON = new FeatureVectorJson(Map.of("video", VIDEOS));

  private static FeatureWrite video(double[] inputs) {
    return new FeatureWrite(
        new EntityKey("video", "US|a"),
        "e1",
        AT,
        AT.plusSeconds(2),
        new double[] {0.5, 1},
        new float[0][],
        inputs);
  }

  private static double[] inputs() {
    double[] inputs = new double[Input.values().length];
    Arrays.fill(inputs, Double.NaN);
    inputs[Input.VIEWS.ordinal()] = 9_007_199_254_740_991.0;
    inputs[Input.VIDEO_AGE_HOURS.ordinal()] = 7.25;
    inputs[Input.DELTA_VIEWS.ordinal()] = -3;
    inputs[Input.IS_WEEKEND.ordinal()] = 1;
    return inputs;
  }

  @Test
  void aVideosMessageCarriesEveryInputWholeNumbersWithoutAFraction() {
    assertThat(new String(JSON.write(video(inputs())), StandardCharsets.UTF_8))
        .isEqualTo(
            ("{'entity_type':'video','entity_id':'US|a','event_id':'e1',"
                    + "'event_time':'2025-01-10T10:00:00Z','known_at':'2025-01-10T10:00:02Z',"
                    + "'features':{'rate':{'value':0.5,'version':1},"
                    + "'tier':{'value':1,'version':1}},"
                    + "'inputs':{'views':9007199254740991,'likes':null,'dislikes':null,"
                    + "'comments':null,'subscriber_count':null,'category_id':null,"
                    + "'comments_disabled':null,'ratings_disabled':null,'hour_of_day':null,"
                    + "'day_of_week':null,'is_weekend':1,'publish_hour_of_day':null,"
                    + "'publish_day_of_week':null,'publish_is_weekend':null,"
                    + "'video_age_hours':7.25,'title_length':null,'tag_count':null,"
                    + "'snapshot_index':null,'prev_gap_hours':null,'delta_views':-3,"
                    + "'delta_likes':null,'delta_dislikes':null,'delta_comments':null,"
                    + "'view_rate_per_hour':null,'like_rate_per_hour':null,"
                    + "'dislike_rate_per_hour':null,'comment_rate_per_hour':null}}")
                .replace('\'', '"'));
  }

  @Test
  void aMessageWithoutInputsHasNoSuchField() {
    assertThat(new String(JSON.write(video(FeatureWrite.NO_INPUTS)), StandardCharsets.UTF_8))
        .doesNotContain("inputs");
  }

  @Test
  void theReaderGetsBackWhatWasWritten() throws InvalidEventException {
    var reader = new FeatureVectorReader(List.of("delta_views", "rate", "views", "likes"));

    assertThat(reader.read(JSON.write(video(inputs()))))
        .isEqualTo(
            new FeatureVector(
                new EntityKey("video", "US|a"),
                "e1",
                AT,
                AT.plusSeconds(2),
                new double[] {-3, 0.5, 9_007_199_254_740_991.0, Double.NaN}));
  }
}
