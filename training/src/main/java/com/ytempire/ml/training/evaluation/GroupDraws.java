package com.ytempire.ml.training.evaluation;

import java.util.SplittableRandom;

/** Draws as many groups as there are, with replacement, again and again. Confined to one thread. */
final class GroupDraws {
  private final int groups;
  private final SplittableRandom random;

  GroupDraws(int groups, long seed) {
    this.groups = groups;
    this.random = new SplittableRandom(seed);
  }

  /** How often each group was drawn; a new array. */
  int[] next() {
    int[] weights = new int[groups];
    for (int i = 0; i < groups; i++) {
      weights[random.nextInt(groups)]++;
    }
    return weights;
  }
}
