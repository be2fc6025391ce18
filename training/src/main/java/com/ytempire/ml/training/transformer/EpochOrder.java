package com.ytempire.ml.training.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shares examples out to batches, in an order that hangs on chance alone. Of some batches at a time
 * those of like length come together, so that little is filled up.
 */
final class EpochOrder {
  private static final int BATCHES_TOGETHER = 16;

  private EpochOrder() {}

  /**
   * @param random decides the order
   * @return places of the table's examples, each once
   */
  static List<int[]> shuffled(StepTable table, int batchSize, SplittableRandom random) {
    Integer[] order = new Integer[table.size()];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    int together = (int) Math.min(order.length, (long) BATCHES_TOGETHER * batchSize);
    for (int from = 0; from < order.length; from += together) {
      Arrays.sort(
          order,
          from,
          Math.min(order.length, from + together),
          Comparator.comparingInt(table::length));
    }
    int[][] batches = parts(order, batchSize).toArray(int[][]::new);
    shuffle(batches, random);
    return Arrays.asList(batches);
  }

  /** In their own order. */
  static List<int[]> asTheyAre(StepTable table, int batchSize) {
    Integer[] order = new Integer[table.size()];
    Arrays.setAll(order, i -> i);
    return parts(order, batchSize);
  }

  private static List<int[]> parts(Integer[] order, int size) {
    List<int[]> parts = new ArrayList<>();
    for (int from = 0; from < order.length; from += size) {
      int[] part = new int[Math.min(size, order.length - from)];
      for (int i = 0; i < part.length; i++) {
        part[i] = order[from + i];
      }
      parts.add(part);
    }
    return parts;
  }

  private static <T> void shuffle(T[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      T value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }
}
