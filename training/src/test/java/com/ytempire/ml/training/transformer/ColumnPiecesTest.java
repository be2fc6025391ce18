package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.training.columns.DerivedColumns;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnPiecesTest {
  private static final DerivedColumns COLUMNS = DerivedColumns.of(List.of("a", "b", "c"));
  private static final boolean[] NOTHING = new boolean[3];

  /** From 0 to 100, always 5, and never known. */
  private static final ColumnPieces PIECES = ColumnPieces.of(COLUMNS, rows());

  private static float[] rows() {
    float[] rows = new float[3 * 101];
    for (int i = 0; i <= 100; i++) {
      rows[3 * i] = i;
      rows[3 * i + 1] = 5;
      rows[3 * i + 2] = Float.NaN;
    }
    return rows;
  }

  private static float[] written(boolean[] isLeftOut, float... row) {
    float[] target = new float[PIECES.width()];
    PIECES.write(row, 0, isLeftOut, target, 0);
    return target;
  }

  private static float sum(float[] values, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  @Test
  void onlyAColumnThatVariesIsCut() {
    assertThat(PIECES.column()).hasSize(19).containsOnly(0);
    assertThat(PIECES.from()[0]).isZero();
    assertThat(PIECES.from()).isSorted();
    assertThat(PIECES.width()).isEqualTo(19 + 3);
  }

  @Test
  void aValueHasPassedThePiecesBelowItAndPartOfItsOwn() {
    float[] middle = written(NOTHING, 3.5f, 5, 0);

    // Cut at 0, 1, 3, 7 and so on.
    assertThat(middle).startsWith(1, 1, 0.125f, 0, 0);
    assertThat(middle).endsWith(0, 0, 0);
  }

  @Test
  void whatIsBeyondTheDataHasPassedAllOrNone() {
    assertThat(sum(written(NOTHING, 1e18f, 5, 0), 19)).isEqualTo(19);
    assertThat(sum(written(NOTHING, -1e18f, 5, 0), 19)).isZero();
  }

  @Test
  void whatIsMissingOrLeftOutHasPassedNoneAndIsFlagged() {
    float[] missing = written(NOTHING, Float.NaN, Float.NaN, 1);
    float[] leftOut = written(new boolean[] {true, true, false}, 50, 5, 1);

    assertThat(missing).endsWith(1, 1, 0);
    assertThat(sum(missing, 19)).isZero();
    assertThat(leftOut).isEqualTo(missing);
  }
}
