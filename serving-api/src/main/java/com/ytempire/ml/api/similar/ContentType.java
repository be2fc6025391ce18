package com.ytempire.ml.api.similar;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kinds of content can be found. */
enum ContentType {
  @JsonProperty("video")
  VIDEO
}
