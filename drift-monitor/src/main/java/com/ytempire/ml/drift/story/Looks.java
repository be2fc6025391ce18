package com.ytempire.ml.drift.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.drift.story.Trial.Look;
import com.ytempire.ml.drift.story.Trial.Question;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evidence that stores keep with looks and decisions, as {@code EvidenceJson} wrote it.
 */
final class Looks {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Looks() {}

  /**
   * @param figures as kept, or null
   * @return null where there are none
   * @throws IllegalStateException when they are no evidence
   */
  static @Nullable Look read(@Nullable String figures) {
    if (figures == null) {
      return null;
    }
    try {
      return look(JSON.readTree(figures));
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalStateException("figures of a rollout are no evidence: " + e.getMessage(), e);
    }
  }

  private static @Nullable Look look(JsonNode evidence) {
    if (!evidence.has("verdict")) {
      return null; // of a decision that was not made by evidence
    }
    List<Question> questions = new ArrayList<>();
    for (JsonNode one : evidence.path("questions")) {
      questions.add(
          new Question(
              one.path("question").asText(),
              one.path("active").path("share").asDouble(),
              one.path("candidate").path("share").asDouble(),
              one.path("difference_above").asDouble(),
              one.path("difference_below").asDouble(),
              one.path("margin").asDouble(),
              one.path("harm").asBoolean(),
              one.path("cleared").asBoolean()));
    }
    List<String> missing = new ArrayList<>();
    evidence.path("missing_for_promotion").forEach(one -> missing.add(one.asText()));
    return new Look(
        Instant.parse(evidence.path("at").asText()),
        Instant.parse(evidence.path("since").asText()),
        evidence.path("verdict").asText(),
        evidence.path("active").path("requests").asLong(),
        evidence.path("candidate").path("requests").asLong(),
        evidence.path("active").path("judged").asLong(),
        evidence.path("candidate").path("judged").asLong(),
        questions,
        missing);
  }
}
