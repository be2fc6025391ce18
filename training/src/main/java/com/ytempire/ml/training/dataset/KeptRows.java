package com.ytempire.ml.training.dataset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps the labelled rows of a set in memory. Confined to one thread. */
final class KeptRows implements TrainingRow.Sink {
  private final Map<Side, List<Example>> bySide = new EnumMap<>(Side.class);

  @Override
  public void begin(List<String> features, List<Head> heads) {
    // The manifest says it as well.
  }

  @Override
  public void add(TrainingRow row) {
    if (row.example().labelAt().isBefore(Example.NEVER)) {
      bySide.computeIfAbsent(row.side(), side -> new ArrayList<>()).add(row.example());
    }
  }

  TrainingSet set(TrainingSetManifest manifest) {
    return new TrainingSet(manifest, bySide);
  }
}
