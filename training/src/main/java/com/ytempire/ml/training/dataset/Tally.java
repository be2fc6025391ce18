package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.offline.OfflineLayout;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a set as it is made. Confined to one thread. */
final class Tally {
  private final FeatureSelection selection;
  private final long[] missing;
  private final long[] nulls;
  private final Map<Side, Long> sides = new EnumMap<>(Side.class);
  private long entities;
  private long groups;
  private long unlabelled;
  private @Nullable Instant first;
  private @Nullable Instant last;

  Tally(FeatureSelection selection) {
    this.selection = selection;
    this.missing = new long[selection.names().size()];
    this.nulls = new long[missing.length];
  }

  /**
   * Counts a row; they come in order of time.
   *
   * @param isNewEntity whether its entity has no other row that is counted so
   * @param isNewGroup likewise of its group
   */
  void add(TrainingRow row, boolean isNewEntity, boolean isNewGroup) {
    Example example = row.example();
    entities += isNewEntity ? 1 : 0;
    groups += isNewGroup ? 1 : 0;
    sides.merge(row.side(), 1L, Long::sum);
    unlabelled += example.labelAt().equals(Example.NEVER) ? 1 : 0;
    first = first == null ? example.at() : first;
    last = example.at();
    for (int i = 0; i < missing.length; i++) {
      if (Float.isNaN(example.features()[i])) {
        nulls[i]++;
      }
    }
    for (String name : row.missing()) {
      int place = selection.names().indexOf(name);
      missing[place]++;
      nulls[place]--;
    }
  }

  TrainingSetManifest manifest(String source, String entityType, DatasetQuery query, Instant cut) {
    List<TrainingSetManifest.Feature> features = new ArrayList<>();
    for (int i = 0; i < missing.length; i++) {
      FeatureColumn column = selection.schema().columns().get(i);
      features.add(
          new TrainingSetManifest.Feature(
              selection.names().get(i),
              OfflineLayout.columnName(column),
              column.version(),
              column.ttl().toSeconds(),
              missing[i],
              nulls[i]));
    }
    var counts =
        new TrainingSetManifest.Counts(
            sides.values().stream().mapToLong(Long::longValue).sum(),
            entities,
            groups,
            sides.getOrDefault(Side.TRAIN, 0L),
            sides.getOrDefault(Side.VALIDATION, 0L),
            sides.getOrDefault(Side.TEST, 0L),
            unlabelled,
            sides.getOrDefault(Side.NONE, 0L) - unlabelled);
    return new TrainingSetManifest(
        source, entityType, query, features, counts, first, last, cut, Map.of());
  }
}
