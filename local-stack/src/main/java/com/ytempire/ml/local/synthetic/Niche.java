package com.ytempire.ml.local.synthetic;

import java.util.List;

/** What channels are about: the five niches, each with its topics, subjects and category. */
enum Niche {
  GAMING(
      20,
      List.of("speedrun", "open world", "retro console", "battle royale"),
      List.of("the final boss", "this secret level", "my first win", "the new patch")),
  EDUCATION(
      27,
      List.of("black holes", "ancient rome", "mental math", "language learning"),
      List.of("a 2000 year old riddle", "the simplest proof", "one exam trick", "this experiment")),
  ENTERTAINMENT(
      24,
      List.of("street magic", "movie trailer", "talent show", "prank wars"),
      List.of("the last scene", "a surprise guest", "the whole crew", "this performance")),
  TECHNOLOGY(
      28,
      List.of("home robot", "foldable phone", "electric bike", "open source ai"),
      List.of("the battery", "a week of daily use", "the teardown", "this update")),
  LIFESTYLE(
      26,
      List.of("meal prep", "tiny house", "morning routine", "solo travel"),
      List.of("my kitchen", "thirty days of it", "a small budget", "the one mistake"));

  private final int categoryId;
  private final List<String> topics;
  private final List<String> subjects;

  Niche(int categoryId, List<String> topics, List<String> subjects) {
    this.categoryId = categoryId;
    this.topics = topics;
    this.subjects = subjects;
  }

  /** The word for it in events. */
  String word() {
    return switch (this) {
      case GAMING -> "gaming";
      case EDUCATION -> "education";
      case ENTERTAINMENT -> "entertainment";
      case TECHNOLOGY -> "technology";
      case LIFESTYLE -> "lifestyle";
    };
  }

  int categoryId() {
    return categoryId;
  }

  List<String> topics() {
    return topics;
  }

  List<String> subjects() {
    return subjects;
  }
}
