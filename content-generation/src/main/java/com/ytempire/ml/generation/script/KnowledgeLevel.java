package com.ytempire.ml.generation.script;

/** How much of a topic its audience knows. */
public enum KnowledgeLevel {
  BEGINNER,
  INTERMEDIATE,
  ADVANCED
}
