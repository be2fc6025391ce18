package com.ytempire.ml.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of one batch, filled up with zeros behind their newest step.
 *
 * @param size how many sequences
 * @param longest steps of each
 * @param width numbers of a step: {@link ColumnPieces}, then a 1 for how far it is from the newest
 * @param steps sequence after sequence, step after step
 * @param mask 1 where a step counts
 * @param newest 1 at the newest step of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StepBatch(int size, int longest, int width, float[] steps, float[] mask, float[] newest) {

  /** How many numbers a step has. */
  static int width(ColumnPieces pieces) {
    return pieces.width() + SnapshotSequence.MOST_STEPS;
  }

  /**
   * Leaves something of some sequences out: parts of their features, and their older steps.
   *
   * @param share of the sequences of which something may be left out
   * @param chance of each part, and of older steps
   * @param parts columns that go together
   */
  record LeaveOut(double share, double chance, List<boolean[]> parts, SplittableRandom random) {

    /** What is left of one sequence. */
    private Left draw(int columns, int length) {
      boolean[] missing = new boolean[columns];
      if (random.nextDouble() >= share) {
        return new Left(missing, length);
      }
      for (boolean[] part : parts) {
        if (random.nextDouble() < chance) {
          for (int i = 0; i < columns; i++) {
            missing[i] |= part[i];
          }
        }
      }
      boolean isShorter = random.nextDouble() < chance;
      return new Left(missing, isShorter ? 1 + random.nextInt(length) : length);
    }
  }

  /**
   * What is left of a sequence.
   *
   * @param missing columns that are taken as missing
   * @param length its newest steps
   */
  private record Left(boolean[] missing, int length) {}

  /** The arrays of a batch in an engine's memory. */
  record Arrays(NDArray steps, NDArray mask, NDArray newest) {}

  /** This batch in memory of the manager. */
  Arrays on(NDManager memory) {
    return new Arrays(
        memory.create(steps, new Shape(size, longest, width)),
        memory.create(mask, new Shape(size, longest)),
        memory.create(newest, new Shape(size, longest)));
  }

  /**
   * @param examples which of the table's
   * @param leaveOut null to leave nothing out
   */
  static StepBatch of(
      ColumnPieces pieces, StepTable table, int[] examples, @Nullable LeaveOut leaveOut) {
    int width = width(pieces);
    int columns = pieces.columns().count();
    int longest = table.longest(examples);
    float[] steps = new float[examples.length * longest * width];
    float[] mask = new float[examples.length * longest];
    float[] newest = new float[mask.length];
    boolean[] nothing = new boolean[columns];
    for (int i = 0; i < examples.length; i++) {
      int all = table.length(examples[i]);
      Left left = leaveOut == null ? new Left(nothing, all) : leaveOut.draw(columns, all);
      int length = left.length;
      for (int step = 0; step < length; step++) {
        int place = i * longest + step;
        int row = table.row(examples[i], all - length + step);
        pieces.write(table.rows(), row, left.missing, steps, place * width);
        steps[place * width + pieces.width() + (length - 1 - step)] = 1;
        mask[place] = 1;
      }
      newest[i * longest + length - 1] = 1;
    }
    return new StepBatch(examples.length, longest, width, steps, mask, newest);
  }
}
