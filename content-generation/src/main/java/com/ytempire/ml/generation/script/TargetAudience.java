package com.ytempire.ml.generation.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a video is for.
 *
 * @param ageRange years, or null for everybody
 * @param interests what else they like, at most 20 of up to 60 characters
 * @param knowledgeLevel how much of the topic they know
 */
public record TargetAudience(
    @Nullable AgeRange ageRange, List<String> interests, KnowledgeLevel knowledgeLevel) {
  /** Everybody, knowing nothing of the topic yet. */
  public static final TargetAudience DEFAULT =
      new TargetAudience(null, List.of(), KnowledgeLevel.BEGINNER);

  public TargetAudience {
    interests = Checks.texts("target_audience.interests", interests, 20, 60);
  }
}
