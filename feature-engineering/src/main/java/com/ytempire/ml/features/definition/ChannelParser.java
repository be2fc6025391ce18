package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.YamlMapping;
import org.jspecify.annotations.Nullable;

/** Reads {@code content_consistency}, the channel feature that needs the channel's history. */
final class ChannelParser {
  /** Bounds the state of a channel. */
  static final int MAX_LOOKBACK = 100;

  private ChannelParser() {}

  static @Nullable Draft consistency(YamlMapping feature, FeatureHead head) {
    feature.allow(
        "a content consistency", CommonKeys.with("lookback_videos", "similarity_threshold"));
    String expected = "a cosine from -1 to 1, such as 0.7";
    for (String key : new String[] {"lookback_videos", "similarity_threshold"}) {
      if (!feature.has(key)) {
        feature.report(
            key,
            "is missing; expected "
                + (key.startsWith("l") ? "how many videos to look back at, such as 10" : expected));
      }
    }
    Long lookback = feature.whole("lookback_videos", 1, MAX_LOOKBACK);
    Double threshold = feature.number("similarity_threshold", expected);
    if (threshold != null && Math.abs(threshold) > 1) {
      feature.report(
          "similarity_threshold",
          "'" + feature.text("similarity_threshold") + "' is out of range; expected " + expected);
      return null;
    }
    return lookback == null || threshold == null
        ? null
        : Draft.of(
            feature,
            new FeatureDefinition.ContentConsistency(head, lookback.intValue(), threshold));
  }
}
