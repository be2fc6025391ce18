package com.ytempire.ml.training.dataset;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the labelled rows of a set in memory, each with the snapshots before it, labelled or not.
 * Confined to one thread.
 */
public final class KeptRows implements TrainingRow.Sink {
  private final Map<Side, List<Example>> bySide = new EnumMap<>(Side.class);
  private final EarlierSnapshots earlier = new EarlierSnapshots();

  @Override
  public void begin(List<String> features, List<Head> heads) {
    // The manifest says it as well.
  }

  @Override
  public void add(TrainingRow row) {
    Example example = earlier.add(row.example());
    if (example.labelAt().isBefore(Example.NEVER)) {
      bySide.computeIfAbsent(row.side(), side -> new ArrayList<>()).add(example);
    }
  }

  /** The set of the rows so far, once what it is made of is known. */
  public TrainingSet set(TrainingSetManifest manifest) {
    return new TrainingSet(manifest, bySide);
  }
}
