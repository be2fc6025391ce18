package com.ytempire.ml.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.features.definition.FeatureDefinition.Formula;
import com.ytempire.ml.features.definition.FeatureDefinition.Windowed;
import com.ytempire.ml.features.expression.ExpressionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureDefinitionsTest {

  @Test
  void theShippedFileDeclaresTheNineFeaturesOfTheReference() throws IOException {
    var definitions = FeatureDefinitions.load(Path.of("../config/features.yaml"));

    assertThat(definitions.features())
        .extracting(FeatureDefinition::name)
        .containsExactly(
            "hour_of_day",
            "day_of_week",
            "is_weekend",
            "view_velocity",
            "engagement_rate",
            "title_embedding",
            "sentiment_score",
            "subscriber_tier",
            "content_consistency");
    assertThat(definitions.signals().windows())
        .extracting(SignalDefinitions.Window::length)
        .containsExactly(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));
    assertThat(definitions.find("hour_of_day").orElseThrow().head().ttl())
        .isEqualTo(Duration.ofSeconds(86_400));
  }

  @ParameterizedTest
  @CsvSource({
    "count, COUNT, 0",
    "sum, SUM, 0",
    "mean, MEAN, 0",
    "min, MIN, 0",
    "max, MAX, 0",
    "stddev, STDDEV, 0",
    "last, LAST, 0",
    "distinct, DISTINCT, 0",
    "median, QUANTILE, 0.5",
    "p95, QUANTILE, 0.95",
    "p5, QUANTILE, 0.05"
  })
  void readsEveryAggregation(String word, Aggregation.Kind kind, double quantile) {
    var feature = (Windowed) only("window: 90s\n      of: likes\n      aggregation: " + word);

    assertThat(feature.aggregation()).isEqualTo(new Aggregation(kind, quantile));
    assertThat(feature.window()).isEqualTo(Duration.ofSeconds(90));
    assertThat(feature.kind()).isEqualTo(WindowKind.TRAILING);
  }

  @Test
  void readsVersionTtlAndDescription() {
    FeatureHead head =
        only("formula: views\n      version: 3\n      ttl: 2w\n      description: how many").head();

    assertThat(head)
        .isEqualTo(
            new FeatureHead("x", FeatureGroup.ENGAGEMENT, 3, Duration.ofDays(14), "how many", 3));
  }

  @Test
  void anInputWinsOverAFeatureOfTheSameName() {
    String yaml =
        """
        features:
          engagement:
            - {name: likes, formula: likes * 2}
            - {name: y, formula: likes / 1}
        """;

    assertThat(FeatureDefinitions.parse(yaml, "f.yaml").features()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "views + 1, WHOLE",
    "views / 2, NUMBER",
    "views > 2, BOOLEAN",
    "is_weekend, FLAG",
    "'if(views > 2, likes, 0.5)', NUMBER",
    "'coalesce(views, null)', WHOLE"
  })
  void findsTheTypeOfAFormula(String formula, ExpressionType type) {
    assertThat(((Formula) only("formula: " + formula)).type()).isEqualTo(type);
  }

  private static FeatureDefinition only(String lines) {
    return FeatureDefinitions.parse(
            "features:\n  engagement:\n    - name: x\n      " + lines + "\n", "f.yaml")
        .features()
        .get(0);
  }
}
