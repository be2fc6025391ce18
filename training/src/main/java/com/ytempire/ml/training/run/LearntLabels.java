package com.ytempire.ml.training.run;

import com.ytempire.ml.training.dataset.Example;
import com.ytempire.ml.training.dataset.Head;
import com.ytempire.ml.training.dataset.Side;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Leaves out labels of which a set knows nothing, such as likes that its source does not count. */
final class LearntLabels {
  private LearntLabels() {}

  /** The set with the labels that are known of some example to learn from and to validate by. */
  static TrainingSet of(TrainingSet set) {
    int[] known =
        IntStream.range(0, set.heads().size())
            .filter(
                label -> isKnown(set, Side.TRAIN, label) && isKnown(set, Side.VALIDATION, label))
            .toArray();
    if (known.length == 0 || known.length == set.heads().size()) {
      return set;
    }
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    set.bySide()
        .forEach(
            (side, examples) ->
                sides.put(side, examples.stream().map(one -> with(one, known)).toList()));
    List<Head> heads = IntStream.of(known).mapToObj(set.heads()::get).toList();
    TrainingSetManifest all = set.manifest();
    return new TrainingSet(
        new TrainingSetManifest(
            all.source(),
            all.entityType(),
            all.query().withHeads(heads),
            all.features(),
            all.counts(),
            all.first(),
            all.last(),
            all.cut(),
            all.files()),
        sides);
  }

  private static boolean isKnown(TrainingSet set, Side side, int label) {
    return set.examples(side).stream().anyMatch(one -> !Float.isNaN(one.labels()[label]));
  }

  private static Example with(Example example, int[] labels) {
    float[] picked = new float[labels.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = example.labels()[labels[i]];
    }
    return example.withLabels(picked);
  }
}
