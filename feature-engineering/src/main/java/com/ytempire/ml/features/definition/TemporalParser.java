package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads features of the group {@code temporal}. */
final class TemporalParser {
  private static final String PUBLISH = "publish_";

  private TemporalParser() {}

  static @Nullable Draft parse(YamlMapping feature, FeatureHead head) {
    String type = feature.requireText("type", "cyclical, categorical or binary");
    if (type == null) {
      return null;
    }
    switch (type) {
      case "cyclical" ->
          feature.allow("a cyclical feature", CommonKeys.with("type", "range", "of", "from"));
      case "categorical" ->
          feature.allow("a categorical feature", CommonKeys.with("type", "values", "of", "from"));
      case "binary" -> feature.allow("a binary feature", CommonKeys.with("type", "of", "from"));
      default -> {
        feature.report(
            "type", "'" + type + "' is not a type; expected cyclical, categorical or binary");
        return null;
      }
    }
    TemporalQuantity quantity = quantity(feature, head.name());
    Input input = quantity == null ? null : input(feature, head.name(), quantity);
    if (quantity == null || input == null) {
      return null;
    }
    return switch (type) {
      case "cyclical" -> cyclical(feature, head, quantity, input);
      case "categorical" -> categorical(feature, head, quantity, input);
      default -> binary(feature, head, quantity, input);
    };
  }

  private static @Nullable TemporalQuantity quantity(YamlMapping feature, String name) {
    if (feature.has("of")) {
      String of = feature.text("of");
      Optional<TemporalQuantity> found = of == null ? Optional.empty() : TemporalQuantity.find(of);
      if (of != null && found.isEmpty()) {
        feature.report(
            "of",
            "'"
                + of
                + "' cannot be read off a time; expected one of "
                + String.join(", ", TemporalQuantity.words())
                + NearestName.suggestion(of, TemporalQuantity.words()));
      }
      return found.orElse(null);
    }
    Optional<TemporalQuantity> found =
        TemporalQuantity.find(name.startsWith(PUBLISH) ? name.substring(PUBLISH.length()) : name);
    if (found.isEmpty()) {
      feature.report(
          "name",
          "'"
              + name
              + "' does not say what it is of; expected a key 'of' with one of "
              + String.join(", ", TemporalQuantity.words())
              + NearestName.suggestion(name, TemporalQuantity.words()));
    }
    return found.orElse(null);
  }

  private static @Nullable Input input(
      YamlMapping feature, String name, TemporalQuantity quantity) {
    boolean named = !feature.has("of") && name.startsWith(PUBLISH);
    String from = named ? "publish_time" : "event_time";
    if (feature.has("from")) {
      String written = feature.text("from");
      if (written == null) {
        return null;
      }
      if (!written.equals("event_time") && !written.equals("publish_time")) {
        feature.report(
            "from", "'" + written + "' is not a time; expected event_time or publish_time");
        return null;
      }
      if (named && !written.equals(from)) {
        feature.report("from", "contradicts the name '" + name + "'; expected publish_time");
        return null;
      }
      from = written;
    }
    return from.equals("publish_time") ? quantity.ofPublication() : quantity.ofEvent();
  }

  private static @Nullable Draft cyclical(
      YamlMapping feature, FeatureHead head, TemporalQuantity quantity, Input input) {
    String expected = "the smallest and the largest value, such as [0, " + quantity.largest() + "]";
    List<Integer> range = wholes(feature, "range", expected);
    if (range == null) {
      return null;
    }
    if (range.size() != 2 || range.get(0) >= range.get(1)) {
      feature.report("range", range + " is not a range; expected " + expected);
      return null;
    }
    if (range.get(0) > 0 || range.get(1) < quantity.largest()) {
      feature.report(
          "range", range + " leaves out values of " + quantity.word() + "; expected " + expected);
      return null;
    }
    return Draft.of(
        feature, new FeatureDefinition.Cyclical(head, input, range.get(0), range.get(1)));
  }

  private static @Nullable Draft categorical(
      YamlMapping feature, FeatureHead head, TemporalQuantity quantity, Input input) {
    String expected = "the values kept, from 0 to " + quantity.largest();
    List<Integer> values = wholes(feature, "values", expected);
    if (values == null) {
      return null;
    }
    boolean known = values.stream().allMatch(v -> v >= 0 && v <= quantity.largest());
    if (values.isEmpty() || !known || values.stream().distinct().count() < values.size()) {
      feature.report(
          "values",
          values + " are not different values of " + quantity.word() + "; expected " + expected);
      return null;
    }
    return Draft.of(feature, new FeatureDefinition.Categorical(head, input, values));
  }

  private static @Nullable Draft binary(
      YamlMapping feature, FeatureHead head, TemporalQuantity quantity, Input input) {
    if (quantity != TemporalQuantity.IS_WEEKEND) {
      feature.report(
          "type",
          quantity.word() + " is not 0 or 1; expected cyclical, categorical or of: is_weekend");
      return null;
    }
    return Draft.of(feature, new FeatureDefinition.Binary(head, input));
  }

  private static @Nullable List<Integer> wholes(YamlMapping feature, String key, String expected) {
    List<ScalarNode> items = feature.list(key, expected);
    if (items == null) {
      return null;
    }
    var values = new ArrayList<Integer>();
    for (ScalarNode item : items) {
      Long value = feature.whole(item, key, -1000, 1000);
      if (value == null) {
        return null;
      }
      values.add(value.intValue());
    }
    return values;
  }
}
