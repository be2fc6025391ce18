package com.ytempire.ml.training.dataset;

import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Gives of a set what a query asks for. */
final class Projection {
  private Projection() {}

  /**
   * @throws DatasetException when the set has no such feature or label
   */
  static TrainingSet of(TrainingSet set, DatasetQuery query) {
    List<String> names = query.features().isEmpty() ? set.features() : query.features();
    int[] features = new int[names.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = set.features().indexOf(names.get(i));
      if (features[i] < 0) {
        throw FeatureSelection.unknown(
            names.get(i), new LinkedHashSet<>(set.features()), set.manifest().entityType());
      }
    }
    int[] labels = new int[query.heads().size()];
    for (int i = 0; i < labels.length; i++) {
      Head head = query.heads().get(i);
      labels[i] = set.heads().indexOf(head);
      if (labels[i] < 0) {
        throw new DatasetException(
            "the set has no label '%s'; it has %s: make it with that label"
                .formatted(head.word(), set.heads().stream().map(Head::word).toList()));
      }
    }
    TrainingSet chosen = project(set, names, features, query.heads(), labels);
    DatasetQuery stored = set.manifest().query();
    boolean isSplitAsAsked = stored.split().equals(query.split()) && stored.seed() == query.seed();
    return isSplitAsAsked ? chosen : chosen.splitBy(query.split(), query.seed());
  }

  private static TrainingSet project(
      TrainingSet set, List<String> names, int[] features, List<Head> heads, int[] labels) {
    if (names.equals(set.features()) && heads.equals(set.heads())) {
      return set;
    }
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    // Snapshots are shared by the examples that follow them, before and after.
    Map<float[], float[]> picked = new IdentityHashMap<>();
    UnaryOperator<float[]> pick =
        row -> picked.computeIfAbsent(row, values -> pick(values, features));
    set.bySide()
        .forEach(
            (side, examples) -> {
              List<Example> projected = new ArrayList<>(examples.size());
              for (Example example : examples) {
                projected.add(
                    example
                        .withFeatures(
                            pick.apply(example.features()),
                            example.earlier().stream().map(pick).toList())
                        .withLabels(pick(example.labels(), labels)));
              }
              sides.put(side, projected);
            });
    TrainingSetManifest manifest = set.manifest();
    List<TrainingSetManifest.Feature> chosen = new ArrayList<>();
    for (int feature : features) {
      chosen.add(manifest.features().get(feature));
    }
    return new TrainingSet(
        new TrainingSetManifest(
            manifest.source(),
            manifest.entityType(),
            manifest.query().withFeatures(names).withHeads(heads),
            chosen,
            manifest.counts(),
            manifest.first(),
            manifest.last(),
            manifest.cut(),
            manifest.files()),
        sides);
  }

  private static float[] pick(float[] values, int[] places) {
    float[] picked = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      picked[i] = values[places[i]];
    }
    return picked;
  }
}
