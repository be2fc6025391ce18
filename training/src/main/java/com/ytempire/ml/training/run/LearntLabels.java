package com.ytempire.ml.training.run;

import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves out labels of which a set knows too little, such as likes that its source does not count:
 * what would be learnt of them is chance, and could not be judged. Those that service and jobs need
 * stay as long as any is known; where they are too few, training says so.
 *
 * @param set with the labels that are left
 * @param leftOut why, for each that is not
 */
record LearntLabels(TrainingSet set, Map<Head, String> leftOut) {
  /** Fewest known labels to learn from. */
  static final int LEAST_TO_LEARN = 100;

  /** Fewest known labels to validate by, and to judge by. */
  static final int LEAST_TO_JUDGE = 20;

  /**
   * Where a larger share of the labels is one number, hardly an answer errs less than that number
   * always: in snapshots taken once a day the peak is after 12 hours in seven cases of eight, and a
   * model that learnt it erred by 3.06 hours in the mean, the number 12 by 3.04.
   */
  private static final double MOST_ALIKE = 0.8;

  LearntLabels {
    leftOut = Collections.unmodifiableMap(leftOut);
  }

  static LearntLabels of(TrainingSet set) {
    Map<Head, String> leftOut = new EnumMap<>(Head.class);
    List<Integer> kept = new ArrayList<>();
    for (int label = 0; label < set.heads().size(); label++) {
      Head head = set.heads().get(label);
      String objection = objection(set, head, label);
      if (objection.isEmpty()) {
        kept.add(label);
      } else {
        leftOut.put(head, objection);
      }
    }
    if (kept.isEmpty() || leftOut.isEmpty()) {
      return new LearntLabels(set, Map.of());
    }
    return new LearntLabels(with(set, kept.stream().mapToInt(label -> label).toArray()), leftOut);
  }

  private static TrainingSet with(TrainingSet set, int[] kept) {
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    set.bySide()
        .forEach(
            (side, examples) ->
                sides.put(side, examples.stream().map(one -> with(one, kept)).toList()));
    List<Head> heads = new ArrayList<>();
    for (int label : kept) {
      heads.add(set.heads().get(label));
    }
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

  /** Empty where the label can be learnt. */
  private static String objection(TrainingSet set, Head head, int label) {
    boolean isNeeded = Promotion.SERVED.contains(head);
    for (Side side : List.of(Side.TRAIN, Side.VALIDATION, Side.TEST)) {
      int least =
          isNeeded
              ? side == Side.TEST ? 0 : 1
              : side == Side.TRAIN ? LEAST_TO_LEARN : LEAST_TO_JUDGE;
      long known = known(set, side, label);
      if (known < least) {
        return "it is known of %d examples for %s; expected at least %d"
            .formatted(known, side.word(), least);
      }
    }
    return isNeeded ? "" : sameness(set.examples(Side.TRAIN), label);
  }

  private static long known(TrainingSet set, Side side, int label) {
    return set.examples(side).stream().filter(one -> !Float.isNaN(one.labels()[label])).count();
  }

  private static String sameness(List<Example> examples, int label) {
    Map<Float, Integer> counts = new HashMap<>();
    int known = 0;
    for (Example example : examples) {
      float value = example.labels()[label];
      if (!Float.isNaN(value)) {
        known++;
        counts.merge(value, 1, Integer::sum);
      }
    }
    Map.Entry<Float, Integer> most =
        Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
    return most.getValue() > MOST_ALIKE * known
        ? "it is %s in %d of %d examples to learn from, so that number always would hardly be worse"
            .formatted(most.getKey(), most.getValue(), known)
        : "";
  }

  private static Example with(Example example, int[] labels) {
    float[] picked = new float[labels.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = example.labels()[labels[i]];
    }
    return example.withLabels(picked);
  }
}
