package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.Durations;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.features.definition.Draft.Expected;
import com.ytempire.ml.features.definition.Draft.Part;
import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionType;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads aggregates over windows. */
final class WindowParser {
  /** How many steps of the common divisor of window and slide a window may have. */
  static final int MAX_PANES = 1024;

  private static final Map<String, Input> VELOCITIES =
      Map.of(
          "view_velocity", Input.VIEW_RATE_PER_HOUR,
          "like_velocity", Input.LIKE_RATE_PER_HOUR,
          "dislike_velocity", Input.DISLIKE_RATE_PER_HOUR,
          "comment_velocity", Input.COMMENT_RATE_PER_HOUR);
  private static final List<String> KINDS = List.of("trailing", "tumbling", "hopping");

  private final YamlMapping feature;
  private final FeatureHead head;
  private final ConfigProblems problems;

  WindowParser(YamlMapping feature, FeatureHead head, ConfigProblems problems) {
    this.feature = feature;
    this.head = head;
    this.problems = problems;
  }

  @Nullable Draft parse() {
    feature.allow(
        "a windowed feature",
        CommonKeys.with("window", "aggregation", "quantile", "of", "where", "kind", "slide"));
    if (!feature.has("window")) {
      feature.report("window", "is missing; expected a duration: " + Durations.EXPECTATION);
    }
    Duration window = feature.duration("window");
    Aggregation aggregation = aggregation();
    WindowKind kind = kind();
    Duration slide = kind == null || window == null ? null : slide(kind, window);
    Part of = aggregation == null ? null : of(aggregation);
    Part where =
        feature.has("where") ? Part.read(feature, "where", Expected.CONDITION, problems) : null;
    if (window == null || aggregation == null || kind == null || slide == null || of == null) {
      return null;
    }
    var definition =
        new FeatureDefinition.Windowed(
            head,
            kind,
            window,
            slide,
            aggregation,
            of.expression(),
            ExpressionType.NUMBER,
            where == null ? null : where.expression());
    return where == null
        ? Draft.of(feature, definition, of)
        : Draft.of(feature, definition, of, where);
  }

  private @Nullable Part of(Aggregation aggregation) {
    if (feature.has("of")) {
      return Part.read(feature, "of", Expected.NUMBER, problems);
    }
    Input rate = VELOCITIES.get(head.name());
    if (rate != null) {
      return Part.implied("of", new Expression.Reference(rate.word(), 0));
    }
    if (aggregation.kind() == Aggregation.Kind.COUNT) {
      return Part.implied("of", new Expression.Literal(1, 0));
    }
    feature.report(
        "name",
        "'"
            + head.name()
            + "' does not say what is aggregated; expected a key 'of', such as of: views, or one of"
            + " the names comment_velocity, dislike_velocity, like_velocity, view_velocity"
            + NearestName.suggestion(head.name(), VELOCITIES.keySet()));
    return null;
  }

  private @Nullable WindowKind kind() {
    if (!feature.has("kind")) {
      return WindowKind.TRAILING;
    }
    String kind = feature.text("kind");
    if (kind != null && !KINDS.contains(kind)) {
      feature.report(
          "kind", "'" + kind + "' is not a kind of window; expected trailing, tumbling or hopping");
      return null;
    }
    return kind == null ? null : WindowKind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  private @Nullable Duration slide(WindowKind kind, Duration window) {
    if (kind != WindowKind.HOPPING) {
      if (feature.has("slide")) {
        feature.report("slide", "belongs to hopping windows only; expected kind: hopping with it");
        return null;
      }
      return window;
    }
    if (!feature.has("slide")) {
      feature.report(
          "slide", "is missing; expected how far apart hopping windows start, such as 30m");
      return null;
    }
    Duration slide = feature.duration("slide");
    if (slide == null) {
      return null;
    }
    if (slide.compareTo(window) > 0) {
      feature.report(
          "slide",
          "'" + feature.text("slide") + "' is longer than the window; expected at most the window");
      return null;
    }
    long pane =
        BigInteger.valueOf(window.toSeconds())
            .gcd(BigInteger.valueOf(slide.toSeconds()))
            .longValueExact();
    if (window.toSeconds() / pane > MAX_PANES) {
      feature.report(
          "slide",
          "'"
              + feature.text("slide")
              + "' cuts the window into more than "
              + MAX_PANES
              + " parts; expected a longer slide that divides the window");
      return null;
    }
    return slide;
  }

  private @Nullable Aggregation aggregation() {
    String expected =
        "one of count, sum, mean, min, max, stddev, last, distinct, median, quantile, p1 to p99";
    String word = feature.requireText("aggregation", expected);
    if (word == null) {
      return null;
    }
    if (word.equals("quantile")) {
      return quantile();
    }
    if (feature.has("quantile")) {
      feature.report("quantile", "belongs to aggregation: quantile only");
      return null;
    }
    Integer percent = percent(word);
    if (percent != null) {
      return new Aggregation(Aggregation.Kind.QUANTILE, percent / 100.0);
    }
    for (Aggregation.Kind kind : Aggregation.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return new Aggregation(kind, 0);
      }
    }
    var words =
        List.of(
            "count",
            "sum",
            "mean",
            "min",
            "max",
            "stddev",
            "last",
            "distinct",
            "median",
            "quantile");
    feature.report(
        "aggregation",
        "'"
            + word
            + "' is not an aggregation; expected "
            + expected
            + NearestName.suggestion(word, words));
    return null;
  }

  private @Nullable Aggregation quantile() {
    String expected = "a number between 0 and 1, such as 0.95";
    if (!feature.has("quantile")) {
      feature.report("quantile", "is missing; expected " + expected);
      return null;
    }
    Double quantile = feature.number("quantile", expected);
    if (quantile == null) {
      return null;
    }
    if (quantile <= 0 || quantile >= 1) {
      feature.report(
          "quantile", "'" + feature.text("quantile") + "' is out of range; expected " + expected);
      return null;
    }
    return new Aggregation(Aggregation.Kind.QUANTILE, quantile);
  }

  private static @Nullable Integer percent(String word) {
    if (word.equals("median")) {
      return 50;
    }
    boolean percentile =
        word.length() >= 2
            && word.length() <= 3
            && word.charAt(0) == 'p'
            && word.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    int percent = percentile ? Integer.parseInt(word.substring(1)) : 0;
    return percent == 0 ? null : (Integer) percent;
  }
}
