package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.YamlMapping;
import org.jspecify.annotations.Nullable;

/** Reads features of the group {@code text}. Their values come from models outside. */
final class TextParser {
  static final int MAX_DIMENSION = 8192;

  private TextParser() {}

  static @Nullable Draft parse(YamlMapping feature, FeatureHead head) {
    switch (head.name()) {
      case "title_embedding" -> {
        feature.allow("title_embedding", CommonKeys.with("model", "dimension"));
        String model = feature.requireText("model", "the name of an embedding model");
        if (!feature.has("dimension")) {
          feature.report("dimension", "is missing; expected the width of the model, such as 384");
          return null;
        }
        Long dimension = feature.whole("dimension", 1, MAX_DIMENSION);
        return model == null || dimension == null
            ? null
            : Draft.of(
                feature, new FeatureDefinition.TitleEmbedding(head, model, dimension.intValue()));
      }
      case "sentiment_score" -> {
        feature.allow("sentiment_score", CommonKeys.with("model"));
        String model = feature.requireText("model", "the name of a sentiment model");
        return model == null
            ? null
            : Draft.of(feature, new FeatureDefinition.Sentiment(head, model));
      }
      default -> {
        feature.report(
            "name",
            "'"
                + head.name()
                + "' is not a text feature; expected title_embedding or sentiment_score");
        return null;
      }
    }
  }
}
