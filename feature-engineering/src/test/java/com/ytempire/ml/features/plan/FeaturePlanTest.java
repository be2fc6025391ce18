package com.ytempire.ml.features.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.testing.Events;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeaturePlanTest {

  @Test
  void theShippedFileGivesTheColumnsOfTheReference() throws IOException {
    FeaturePlan plan = FeaturePlan.load(Path.of("../config/features.yaml"));

    assertThat(plan.rowColumns())
        .extracting(FeatureColumn::name)
        .containsExactly(
            "hour_of_day_sin",
            "hour_of_day_cos",
            "day_of_week",
            "is_weekend",
            "view_velocity",
            "engagement_rate",
            "title_embedding",
            "sentiment_score",
            "subscriber_tier",
            "content_consistency");
    assertThat(plan.videoSchema().numberCount()).isEqualTo(7);
    assertThat(plan.videoSchema().find("title_embedding").orElseThrow())
        .satisfies(
            column -> {
              assertThat(column.kind()).isEqualTo(ValueKind.EMBEDDING);
              assertThat(column.slot()).isZero();
              assertThat(column.width()).isEqualTo(384);
            });
    assertThat(plan.channelSchema().numberCount()).isEqualTo(2);
    assertThat(plan.topicSchema().columns())
        .extracting(FeatureColumn::name)
        .startsWith(
            "signal_volume_1h",
            "signal_velocity_1h",
            "signal_acceleration_1h",
            "signal_strength_1h",
            "signal_volume_24h")
        .hasSize(12);
    assertThat(plan.needsEmbedding()).isTrue();
    assertThat(plan.needsSentiment()).isTrue();
    assertThat(plan.needsChannelHistory()).isTrue();
    assertThat(plan.hasEventWindows()).isFalse();
    assertThat(plan.sentimentModel()).contains("cardiffnlp/twitter-roberta-base-sentiment");
  }

  @Test
  void slotsAreDenseAndWholeNumbersAreKnown() {
    FeaturePlan plan =
        FeaturePlan.parse(
            """
            features:
              channel:
                - {name: subscriber_tier, bins: [0, 10]}
              engagement:
                - {name: total, formula: likes + comments, version: 2}
                - {name: rate, formula: total / views}
                - {name: tiered, formula: total + subscriber_tier}
            """,
            "f.yaml");

    assertThat(plan.rowColumns())
        .extracting(FeatureColumn::name, FeatureColumn::slot, FeatureColumn::kind)
        .containsExactly(
            tuple("subscriber_tier", 0, ValueKind.INTEGER),
            tuple("total", 0, ValueKind.INTEGER),
            tuple("rate", 1, ValueKind.NUMBER),
            tuple("tiered", 2, ValueKind.INTEGER));
    assertThat(plan.rowColumns().get(1).version()).isEqualTo(2);
    double[] numbers = new double[3];
    plan.newVideoSeries()
        .advance(null, Events.at(0, 24L), null, Double.NaN, numbers, new float[0][]);
    assertThat(numbers).containsExactly(12, 0.5, 13);
  }

  @Test
  void aSerializedPlanComputesTheSame() throws Exception {
    FeaturePlan plan =
        FeaturePlan.parse("features: {engagement: [{name: x, formula: views * 2}]}", "f.yaml");
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(plan);
    }

    FeaturePlan copy;
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (FeaturePlan) in.readObject();
    }

    assertThat(copy.rowColumns()).isEqualTo(plan.rowColumns());
    double[] numbers = new double[1];
    copy.newVideoSeries()
        .advance(null, Events.at(0, 21L), null, Double.NaN, numbers, new float[0][]);
    assertThat(numbers).containsExactly(42);
  }
}
