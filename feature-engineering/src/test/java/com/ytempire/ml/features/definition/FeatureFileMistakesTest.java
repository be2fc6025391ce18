package com.ytempire.ml.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureFileMistakesTest {

  /** A feature of the group engagement in lines 3 and on; its keys are indented by 6. */
  private static String engagement(String... lines) {
    return "features:\n  engagement:\n    - " + String.join("\n      ", lines) + "\n";
  }

  private static String group(String group, String... lines) {
    return engagement(lines).replace("engagement:", group + ":");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("", 1, 1, "the file is empty"),
        mistake("features: [", 1, 12, "is not YAML"),
        mistake("a: b: c\n", 1, 5, "is not YAML"),
        mistake("- a\n", 1, 1, "features: a list is not a mapping"),
        mistake("feature: {}\n", 1, 1, "did you mean 'features'?"),
        mistake("features: {}\nmore: 1\n", 2, 1, "more: is not a key of a feature file"),
        mistake("features:\n  engagment: []\n", 2, 3, "did you mean 'engagement'?"),
        mistake("features:\n  text: 5\n", 2, 9, "text: '5' is not a list"),
        mistake("features:\n  text:\n", 2, 8, "text: nothing is not a list"),
        mistake("features:\n  text:\n    - word\n", 3, 7, "text: 'word' is not a feature"),
        mistake(engagement("formula: views"), 3, 7, "name: is missing"),
        mistake(engagement("name: Likes", "formula: views"), 3, 13, "'Likes' is not a name"),
        mistake(engagement("name: event_id", "formula: views"), 3, 13, "is reserved"),
        mistake(engagement("name: input__views", "formula: views"), 3, 13, "is reserved"),
        mistake(engagement("name: x", "name: y", "formula: views"), 4, 7, "name: is given twice"),
        mistake(engagement("name: [x]", "formula: views"), 3, 13, "a list is not a value"),
        mistake(
            engagement("name: x", "formula: views") + "    - name: x\n      formula: likes\n",
            5,
            13,
            "'x' is already defined in line 3"),
        mistake(
            engagement("name: x", "formula: views", "version: 0"), 5, 16, "version: '0' is not"),
        mistake(
            engagement("name: x", "formula: views", "ttl: 1x"),
            5,
            12,
            "ttl: '1x' is not a duration; expected a number and a unit s, m, h, d or w"),
        mistake(engagement("name: x", "formula: views", "ttl: 0h"), 5, 12, "is not a duration"),
        mistake(engagement("name: x", "formul: views"), 3, 13, "does not say how it is computed"),
        mistake(engagement("name: x", "formula: views", "bins: [1]"), 3, 13, "in two ways"),
        mistake(
            engagement("name: x", "formula: views", "minviews: 1"),
            5,
            7,
            "did you mean 'min_views'?"),
        mistake(
            engagement("name: x", "formula: views", "min_views: many"),
            5,
            18,
            "min_views: 'many' is not a whole number of at least 0"),
        mistake(
            engagement("name: x", "formula: (likes + coments) / views"),
            4,
            25,
            "'coments' is neither an input nor a feature; did you mean 'comments'?"),
        mistake(engagement("name: x", "formula: 'likes + '"), 4, 25, "unexpected the end"),
        mistake(engagement("name: x", "formula: (likes"), 4, 22, "expected ')'"),
        mistake(engagement("name: x", "formula: likes views"), 4, 22, "unexpected 'views'"),
        mistake(engagement("name: x", "formula: likes $ 2"), 4, 22, "'$' is not part of"),
        mistake(engagement("name: x", "formula: likes = 2"), 4, 22, "write == to compare"),
        mistake(engagement("name: x", "formula: avg(likes)"), 4, 16, "'avg' is not a function"),
        mistake(engagement("name: x", "formula: log(1, 2)"), 4, 16, "log takes 1 argument, not 2"),
        mistake(
            engagement("name: x", "formula: likes + (views > 1)"),
            4,
            31,
            "'+' expected a number here, not a condition"),
        mistake(
            engagement("name: x", "formula: if(likes, 1, 2)"), 4, 19, "'if' expected a condition"),
        mistake(
            engagement("name: x", "formula: if(likes > 1, 1, views > 2)"),
            4,
            39,
            "if chooses between a number and a condition"),
        mistake(engagement("name: x", "formula: 'null'"), 4, 17, "is always null"),
        mistake(engagement("name: x", "formula: x + 1"), 4, 16, "'x' depends on itself: x -> x"),
        mistake(
            engagement("name: x", "formula: y + 1") + "    - name: y\n      formula: 2 * x\n",
            6,
            20,
            "'x' depends on itself: x -> y -> x"),
        mistake(
            group("temporal", "name: hour", "of: hour_of_day", "type: cyclical", "range: [0, 23]")
                + "  engagement:\n    - name: x\n      formula: hour + 1\n",
            9,
            16,
            "'hour' has two columns; expected the input hour_of_day"),
        mistake(
            group("temporal", "name: hour", "of: hour_of_day", "type: cyclical", "range: [0, 23]")
                + "  engagement:\n    - name: hour_sin\n      formula: views\n",
            8,
            7,
            "both have a column hour_sin"),
        mistake(
            engagement("name: x", "window: 1x", "aggregation: mean", "of: views"),
            4,
            15,
            "window: '1x' is not a duration"),
        mistake(
            engagement("name: x", "aggregation: mean", "of: views"), 3, 7, "window: is missing"),
        mistake(engagement("name: x", "window: 1h", "of: views"), 3, 7, "aggregation: is missing"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: maen", "of: views"),
            5,
            20,
            "did you mean 'mean'?"),
        mistake(
            engagement("name: view_velocty", "window: 1h", "aggregation: mean"),
            3,
            13,
            "does not say what is aggregated; expected a key 'of'"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: quantile", "of: views"),
            3,
            7,
            "quantile: is missing"),
        mistake(
            engagement(
                "name: x", "window: 1h", "aggregation: quantile", "quantile: 1", "of: views"),
            6,
            17,
            "quantile: '1' is out of range"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: mean", "quantile: 0.5", "of: views"),
            6,
            17,
            "belongs to aggregation: quantile only"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: mean", "of: views", "kind: session"),
            7,
            13,
            "'session' is not a kind of window"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: mean", "of: views", "kind: hopping"),
            3,
            7,
            "slide: is missing"),
        mistake(
            engagement(
                "name: x",
                "window: 1h",
                "aggregation: mean",
                "of: views",
                "kind: hopping",
                "slide: 2h"),
            8,
            14,
            "slide: '2h' is longer than the window"),
        mistake(
            engagement(
                "name: x",
                "window: 7d",
                "aggregation: mean",
                "of: views",
                "kind: hopping",
                "slide: 1s"),
            8,
            14,
            "more than 1024 parts"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: mean", "of: views", "slide: 1h"),
            7,
            14,
            "slide: belongs to hopping windows only"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: mean", "of: views", "where: likes"),
            7,
            14,
            "is a number; expected a condition"),
        mistake(
            engagement("name: x", "window: 1h", "aggregation: sum", "of: likes > 1"),
            6,
            17,
            "is a condition; expected a number"),
        mistake(engagement("name: tier", "bins: [0, 10]"), 3, 13, "which value is put into bins"),
        mistake(
            engagement("name: tier", "of: likes", "bins: [0, 10, 10]"),
            5,
            13,
            "'10' is not above the edge before it"),
        mistake(
            engagement("name: tier", "of: likes", "bins: [0, ten]"),
            5,
            17,
            "'ten' is not a number"),
        mistake(engagement("name: tier", "of: likes", "bins: []"), 5, 13, "0 edges; expected 1"),
        mistake(group("temporal", "name: hour_of_day"), 3, 7, "type: is missing"),
        mistake(
            group("temporal", "name: hour_of_day", "type: circle"),
            4,
            13,
            "'circle' is not a type"),
        mistake(
            group("temporal", "name: hour_of_day", "type: cyclical", "range: [0, 22]"),
            5,
            14,
            "leaves out values of hour_of_day"),
        mistake(
            group("temporal", "name: hour_of_day", "type: cyclical", "range: [23, 0]"),
            5,
            14,
            "is not a range"),
        mistake(
            group("temporal", "name: hour_of_day", "type: cyclical"), 3, 7, "range: is missing"),
        mistake(
            group("temporal", "name: day_of_week", "type: categorical", "values: [1, 7]"),
            5,
            15,
            "are not different values of day_of_week"),
        mistake(
            group("temporal", "name: moon", "type: binary"), 3, 13, "does not say what it is of"),
        mistake(
            group("temporal", "name: hour", "type: binary", "of: hour_of_day"),
            4,
            13,
            "hour_of_day is not 0 or 1"),
        mistake(
            group("temporal", "name: hour", "type: binary", "of: weekend"),
            5,
            11,
            "'weekend' cannot be read off a time"),
        mistake(
            group("temporal", "name: is_weekend", "type: binary", "from: upload"),
            5,
            13,
            "expected event_time or publish_time"),
        mistake(group("text", "name: title", "model: m"), 3, 13, "is not a text feature"),
        mistake(group("text", "name: sentiment_score"), 3, 7, "model: is missing"),
        mistake(
            group("text", "name: title_embedding", "model: m", "dimension: 0"),
            5,
            18,
            "dimension: '0' is not a whole number from 1 to 8192"),
        mistake(
            group("channel", "name: c", "lookback_videos: 10"), 3, 7, "similarity_threshold: is"),
        mistake(
            group("channel", "name: c", "lookback_videos: 0", "similarity_threshold: 0.7"),
            4,
            24,
            "lookback_videos: '0' is not a whole number from 1 to 100"),
        mistake(
            group("channel", "name: c", "lookback_videos: 1", "similarity_threshold: 1.7"),
            5,
            29,
            "'1.7' is out of range"),
        mistake(
            group("channel", "name: c", "formula: delta_views"),
            4,
            16,
            "'delta_views' is known of videos only"),
        mistake(
            group("channel", "name: c", "window: 1h", "aggregation: mean", "of: views"),
            4,
            15,
            "window: belongs to engagement features"),
        mistake("features:\n  signals: {windows: [1h, 60m]}\n", 2, 22, "is there twice"),
        mistake("features:\n  signals: {windows: [1y]}\n", 2, 23, "'1y' is not a duration"),
        mistake("features:\n  signals: [1h]\n", 2, 12, "signals: a list is not a mapping"),
        mistake(
            engagement("name: x", "formula: " + "(".repeat(60) + "1" + ")".repeat(60)),
            4,
            66,
            "nested more than 50 levels deep"),
        mistake(
            engagement("name: x", "formula: views" + "+views".repeat(600)), 4, 0, "has more than"));
  }

  private static Arguments mistake(String yaml, int line, int column, String message) {
    return Arguments.of(yaml, line, column, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesMistakeWithItsPlaceAndExpectation(String yaml, int line, int column, String message) {
    var refused =
        catchThrowableOfType(
            ConfigFileException.class, () -> FeatureDefinitions.parse(yaml, "f.yaml"));

    assertThat(refused).as(yaml).isNotNull();
    assertThat(refused.problems())
        .as(yaml)
        .anySatisfy(
            problem -> {
              assertThat(problem.toString()).contains(message);
              assertThat(problem.line()).isEqualTo(line);
              if (column > 0) {
                assertThat(problem.column()).isEqualTo(column);
              }
              assertThat(problem.toString())
                  .startsWith("f.yaml:" + line + ":" + problem.column() + ": ");
            });
  }

  @Test
  void reportsAllProblemsOfAFileInItsOrder() {
    String yaml =
        engagement("name: x", "window: 1x", "aggregation: maen", "of: vews", "kin: hopping")
            + "  text:\n    - name: sentiment_score\n";

    var refused =
        catchThrowableOfType(
            ConfigFileException.class, () -> FeatureDefinitions.parse(yaml, "config/f.yaml"));

    assertThat(refused.problems()).extracting(ConfigProblem::line).containsExactly(4, 5, 7, 9);
    assertThat(refused)
        .hasMessageStartingWith("config/f.yaml:4:15: window: '1x' is not a duration")
        .hasMessageContaining("config/f.yaml:9:7: model: is missing");
  }

  @Test
  void doesNotReportTheUsersOfAFeatureThatIsWrong() {
    String yaml = engagement("name: x", "formula: vews") + "    - name: y\n      formula: x + 1\n";

    var refused =
        catchThrowableOfType(
            ConfigFileException.class, () -> FeatureDefinitions.parse(yaml, "f.yaml"));

    assertThat(refused.problems()).hasSize(1);
  }

  @Test
  void aChainOfFeaturesMayBeLongButNotEndless() {
    assertThat(FeatureDefinitions.parse(chain(100), "f.yaml").features()).hasSize(100);

    var refused =
        catchThrowableOfType(
            ConfigFileException.class, () -> FeatureDefinitions.parse(chain(990), "f.yaml"));

    assertThat(refused).hasMessageContaining("a chain of more than 100 features");
  }

  private static String chain(int length) {
    var yaml = new StringBuilder("features:\n  engagement:\n");
    for (int i = 0; i < length; i++) {
      String next = i == length - 1 ? "views" : "f" + (i + 1);
      yaml.append("    - name: f" + i + "\n      formula: " + "1+".repeat(200) + next + "\n");
    }
    return yaml.toString();
  }
}
