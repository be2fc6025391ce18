package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.split.GroupTimeSplit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A training set in memory. Immutable.
 *
 * @param manifest what it is made of
 * @param bySide its labelled examples, in order of time
 */
public record TrainingSet(TrainingSetManifest manifest, Map<Side, List<Example>> bySide) {
  public TrainingSet {
    Map<Side, List<Example>> copy = new EnumMap<>(Side.class);
    bySide.forEach((side, examples) -> copy.put(side, List.copyOf(examples)));
    bySide = Collections.unmodifiableMap(copy);
  }

  /** The examples of a side, in order of time. */
  public List<Example> examples(Side side) {
    return bySide.getOrDefault(side, List.of());
  }

  /** Names of the numbers of each example. */
  public List<String> features() {
    return manifest.featureNames();
  }

  public List<Head> heads() {
    return manifest.heads();
  }

  /**
   * What a query asks for of these examples: its features and heads, and its sides where it has
   * other shares or another seed. The rest of the query is not looked at.
   *
   * @throws DatasetException when the set has no such feature or label
   */
  public TrainingSet asAsked(DatasetQuery query) {
    return Projection.of(this, query);
  }

  /**
   * The same examples shared out otherwise.
   *
   * @param seed decides which groups are for validation
   */
  public TrainingSet splitBy(DataSplit shares, long seed) {
    List<Example> all = new ArrayList<>();
    bySide.values().forEach(all::addAll);
    all.sort(TrainingSetBuilder.EXAMPLE_ORDER);
    GroupTimeSplit split =
        GroupTimeSplit.of(all.stream().map(GroupTimeSplit.Member::of).toList(), shares, seed);
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    for (Example example : all) {
      sides
          .computeIfAbsent(split.side(GroupTimeSplit.Member.of(example)), side -> new ArrayList<>())
          .add(example);
    }
    TrainingSetManifest.Counts old = manifest.counts();
    var counts =
        new TrainingSetManifest.Counts(
            old.rows(),
            old.entities(),
            old.groups(),
            sides.getOrDefault(Side.TRAIN, List.of()).size(),
            sides.getOrDefault(Side.VALIDATION, List.of()).size(),
            sides.getOrDefault(Side.TEST, List.of()).size(),
            old.unlabelled(),
            sides.getOrDefault(Side.NONE, List.of()).size());
    return new TrainingSet(
        new TrainingSetManifest(
            manifest.source(),
            manifest.entityType(),
            manifest.query().withSplit(shares, seed),
            manifest.features(),
            counts,
            manifest.first(),
            manifest.last(),
            split.cut(),
            manifest.files()),
        sides);
  }
}
