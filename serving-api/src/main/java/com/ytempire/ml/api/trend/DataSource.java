package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where topics are talked about. */
enum DataSource {
  @JsonProperty("youtube")
  YOUTUBE,
  @JsonProperty("twitter")
  TWITTER,
  @JsonProperty("reddit")
  REDDIT,
  @JsonProperty("google_trends")
  GOOGLE_TRENDS,
  @JsonProperty("tiktok")
  TIKTOK;

  /** The word that signals and responses use. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
