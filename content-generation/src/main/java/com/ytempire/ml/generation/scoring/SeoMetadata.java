package com.ytempire.ml.generation.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a video is published with, within YouTube's limits, and how dense its keywords are.
 *
 * @param titleSuggestions best first, each of at most 100 characters
 * @param description at most 5,000 characters
 * @param tags at most 500 characters together, as YouTube counts them
 * @param keywordsDensity for each keyword the percentage of the script's words that it takes
 */
public record SeoMetadata(
    List<String> titleSuggestions,
    String description,
    List<String> tags,
    Map<String, Double> keywordsDensity) {
  public SeoMetadata {
    titleSuggestions = List.copyOf(titleSuggestions);
    tags = List.copyOf(tags);
    keywordsDensity = Collections.unmodifiableMap(new LinkedHashMap<>(keywordsDensity));
  }
}
