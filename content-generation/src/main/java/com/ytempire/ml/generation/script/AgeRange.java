package com.ytempire.ml.generation.script;

/** Whom a video is for, in years. */
public enum AgeRange {
  FROM_13_TO_17("13-17"),
  FROM_18_TO_24("18-24"),
  FROM_25_TO_34("25-34"),
  FROM_35_TO_44("35-44"),
  FROM_45("45+");

  private final String word;

  AgeRange(String word) {
    this.word = word;
  }

  /** As requests write it, such as {@code 18-24}. */
  public String word() {
    return word;
  }
}
