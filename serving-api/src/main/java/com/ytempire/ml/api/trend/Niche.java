package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a channel is about, with the YouTube categories that belong to it. */
enum Niche {
  @JsonProperty("gaming")
  GAMING(Set.of(20)),
  @JsonProperty("education")
  EDUCATION(Set.of(27, 35)),
  @JsonProperty("entertainment")
  ENTERTAINMENT(Set.of(1, 10, 17, 18, 23, 24, 30, 31, 32, 33, 34, 36, 37, 38, 39, 40, 41, 43, 44)),
  @JsonProperty("technology")
  TECHNOLOGY(Set.of(28)),
  @JsonProperty("lifestyle")
  LIFESTYLE(Set.of(2, 15, 19, 21, 22, 26, 42));

  private final Set<Integer> categories;

  Niche(Set<Integer> categories) {
    this.categories = categories;
  }

  /** Whether content of a category may be of this niche; it may where the category is unknown. */
  boolean mayHold(@Nullable Integer categoryId) {
    return categoryId == null || categories.contains(categoryId);
  }
}
