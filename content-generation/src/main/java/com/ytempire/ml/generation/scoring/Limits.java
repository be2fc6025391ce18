package com.ytempire.ml.generation.scoring;

import java.nio.charset.StandardCharsets;

/** Lengths as YouTube counts them. */
final class Limits {
  private Limits() {}

  /** A text of at most so many bytes, cut between words where it is longer. */
  static String bytes(String text, int most) {
    String shorter = text;
    while (shorter.getBytes(StandardCharsets.UTF_8).length > most) {
      int end = shorter.lastIndexOf(' ');
      shorter =
          shorter.substring(0, end > 0 ? end : shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter;
  }

  /** What a tag counts: with a space in it, it is sent in quotation marks. */
  static int ofTag(String tag) {
    return tag.length() + (tag.contains(" ") ? 2 : 0);
  }
}
