package com.ytempire.ml.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotRowsTest {
  @Test
  void keepsTheNewestAndLetsTheOldestGo() {
    SnapshotRows rows = SnapshotRows.under(List.of("views"));
    for (int i = 1; i <= 5; i++) {
      rows = rows.plus(Map.of("views", (double) i), 3);
    }

    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.rows(List.of("views"))).isDeepEqualTo(new float[][] {{3}, {4}, {5}});
    assertThat(rows.newest(2).rows(List.of("views"))).isDeepEqualTo(new float[][] {{4}, {5}});
    assertThat(rows.first(1).rows(List.of("views"))).isDeepEqualTo(new float[][] {{3}});
    assertThat(rows.first(7)).isSameAs(rows);
    assertThat(rows.newest(3)).isSameAs(rows);
  }

  @Test
  void takesNumbersByNameInAnyOrderAndKnowsWhatIsMissing() {
    SnapshotRows rows =
        SnapshotRows.NONE.plus(Map.of("views", 1.0), 8).plus(Map.of("likes", 2.0, "views", 3.0), 8);

    assertThat(Arrays.deepToString(rows.rows(List.of("likes", "comments", "views"))))
        .isEqualTo("[[NaN, NaN, 1.0], [2.0, NaN, 3.0]]");
    assertThat(rows.named(List.of("views")).names()).containsExactly("views");
    assertThat(Arrays.deepToString(rows.named(List.of("views")).rows(List.of("views", "likes"))))
        .isEqualTo("[[1.0, NaN], [3.0, NaN]]");
  }

  @Test
  void forgetsANameThatNoSnapshotHasAnyMore() {
    SnapshotRows rows = SnapshotRows.NONE.plus(Map.of("old", 1.0), 2);
    for (int i = 0; i < 3; i++) {
      rows = rows.plus(Map.of("views", 1.0), 2);
    }
    assertThat(rows.names()).containsExactlyInAnyOrder("old", "views");

    rows = rows.plus(Map.of("views", 1.0, "new", 2.0), 2);

    assertThat(rows.names()).containsExactly("new", "views");
  }

  @Test
  void isTheSameFromItsBytes() {
    SnapshotRows rows =
        SnapshotRows.NONE
            .plus(Map.of("views", 1e12, "ünï 🎬", 0.1), 8)
            .plus(Map.of("views", Double.NaN), 8);

    assertThat(SnapshotRows.ofBytes(rows.toBytes())).isEqualTo(rows).hasSameHashCodeAs(rows);
    assertThat(SnapshotRows.ofBytes(SnapshotRows.NONE.toBytes())).isEqualTo(SnapshotRows.NONE);
    assertThat(rows).isNotEqualTo(SnapshotRows.NONE);
  }

  @Test
  void refusesOtherBytes() {
    byte[] bytes = SnapshotRows.NONE.plus(Map.of("views", 1.0), 8).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SnapshotRows.ofBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] other = bytes.clone();
    other[0] = 9;
    assertThatThrownBy(() -> SnapshotRows.ofBytes(other)).hasMessageContaining("version 9");
  }

  @Test
  void equalsANaiveListWhateverIsMissing() {
    var random = new Random(3);
    List<String> names = List.of("a", "b", "c", "d", "e");
    List<Map<String, Double>> naive = new ArrayList<>();
    SnapshotRows rows = SnapshotRows.NONE;
    for (int step = 0; step < 300; step++) {
      Map<String, Double> numbers = new HashMap<>();
      for (String name : names) {
        if (random.nextInt(3) > 0) {
          numbers.put(name, random.nextGaussian());
        }
      }
      naive.add(numbers);
      rows = SnapshotRows.ofBytes(rows.plus(numbers, 4).toBytes());

      float[][] got = rows.rows(names);
      List<Map<String, Double>> last = naive.subList(Math.max(0, naive.size() - 4), naive.size());
      assertThat(got).hasNumberOfRows(last.size());
      for (int row = 0; row < got.length; row++) {
        for (int i = 0; i < names.size(); i++) {
          Double number = last.get(row).get(names.get(i));
          assertThat(got[row][i])
              .isEqualTo(Float.valueOf(number == null ? Float.NaN : number.floatValue()));
        }
      }
    }
  }
}
