package com.ytempire.ml.training.dataset;

import static com.ytempire.ml.training.testing.Snapshots.hour;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierSnapshotsTest {
  private static final DatasetQuery QUERY =
      DatasetQuery.DEFAULT.withFeatures(List.of("views")).withHeads(List.of(Head.LOG_GROWTH));

  @TempDir Path folder;

  private static Example example(String entity, double hour, float views) {
    return new Example(
        entity, "a", hour(hour), hour(99), new float[] {views}, new float[0], Map.of());
  }

  private static List<Float> views(Example example) {
    return example.earlier().stream().map(row -> row[0]).toList();
  }

  @Test
  void theNewestOfTheSameEntityComeOldestFirstAndNoMoreThanASequenceHas() {
    var earlier = new EarlierSnapshots();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      examples.add(earlier.add(example("US|a", i, i)));
      earlier.add(example("CA|a", i, 100 + i));
    }

    assertThat(views(examples.get(0))).isEmpty();
    assertThat(views(examples.get(3))).containsExactly(0f, 1f, 2f);
    assertThat(views(examples.get(11))).containsExactly(4f, 5f, 6f, 7f, 8f, 9f, 10f);
    assertThat(examples.get(11).steps()).isEqualTo(SnapshotSequence.MOST_STEPS);
    assertThat(examples.get(11).step(6)).isSameAs(examples.get(10).features());
    assertThat(examples.get(11).step(7)).isSameAs(examples.get(11).features());
  }

  @Test
  void whatIsOfTheSameTimeIsNotBeforeIt() {
    var earlier = new EarlierSnapshots();
    for (int i = 0; i < 9; i++) {
      earlier.add(example("US|a", i, i));
    }

    Example once = earlier.add(example("US|a", 9, 50));
    Example twice = earlier.add(example("US|a", 9, 50));

    assertThat(views(twice)).isEqualTo(views(once)).containsExactly(2f, 3f, 4f, 5f, 6f, 7f, 8f);
    assertThat(views(earlier.add(example("US|a", 10, 0))))
        .containsExactly(3f, 4f, 5f, 6f, 7f, 8f, 50f);
  }

  @Test
  void rowsWithoutALabelAreHistoryOfOthers() throws IOException {
    TrainingSetBuilder builder =
        new Snapshots(folder)
            .video("US|a", 0, 0, 10)
            .video("US|a", 1, 1, Double.NaN)
            .video("US|a", 2, 2, 30)
            .video("US|a", 3, 3, 40)
            .builder();
    List<EntityTime> times = new ArrayList<>();
    for (int hour = 0; hour < 3; hour++) {
      times.add(new EntityTime(new EntityKey("video", "US|a"), hour(hour)));
    }

    TrainingSet set = builder.entities(QUERY, times);

    List<Example> examples = set.bySide().values().stream().flatMap(List::stream).toList();
    assertThat(examples)
        .filteredOn(one -> one.at().equals(hour(2)))
        .singleElement()
        .satisfies(one -> assertThat(views(one)).containsExactly(10f, Float.NaN));
    assertThat(examples).noneMatch(one -> one.at().equals(hour(1)));
  }

  @Test
  void aSnapshotThatWasKnownLateIsNoHistory() throws IOException {
    TrainingSet set =
        new Snapshots(folder)
            .video("US|a", 0, 0, 10)
            .video("US|a", 1, 9, 20)
            .video("US|a", 2, 2, 30)
            .video("US|a", 3, 3, 40)
            .builder()
            .snapshots(QUERY);

    assertThat(set.bySide().values().stream().flatMap(List::stream))
        .filteredOn(one -> one.at().equals(hour(2)))
        .singleElement()
        .satisfies(one -> assertThat(views(one)).containsExactly(10f));
  }
}
