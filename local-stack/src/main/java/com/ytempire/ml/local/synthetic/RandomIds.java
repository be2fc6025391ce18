package com.ytempire.ml.local.synthetic;

import java.util.SplittableRandom;

/** Ids in YouTube's alphabet. */
final class RandomIds {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private RandomIds() {}

  static String next(SplittableRandom random, int length) {
    StringBuilder id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
