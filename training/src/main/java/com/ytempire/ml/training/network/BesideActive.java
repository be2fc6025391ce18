package com.ytempire.ml.training.network;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.training.evaluation.Comparison;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new version beside the active one, by the same rows.
 *
 * @param ref the active version
 * @param byHead of each head that both tell
 * @param unfit why it could not be asked, or not of all heads; empty where it could
 */
public record BesideActive(ModelRef ref, Map<Head, Comparison> byHead, String unfit) {
  private static final int RESAMPLES = 400;

  public BesideActive {
    byHead = Collections.unmodifiableMap(new LinkedHashMap<>(byHead));
  }

  /**
   * Asks the active version.
   *
   * @param active its files
   * @param features names of the examples' features
   * @param heads names of their labels, all of which the new version tells
   * @param tests the examples
   * @param answers the new version's answers to them
   * @param seed of what is drawn for the intervals
   */
  public static BesideActive of(
      ModelFolder active,
      List<String> features,
      List<Head> heads,
      List<Example> tests,
      Map<Head, double[]> answers,
      long seed) {
    ModelManifest manifest = active.manifest();
    String unfit = NetworkInputs.unfit(manifest.task(), manifest.signature());
    if (!unfit.isEmpty()) {
      return unfit(manifest, unfit);
    }
    List<String> missing =
        manifest.features().stream().filter(name -> !features.contains(name)).toList();
    if (!missing.isEmpty()) {
      return unfit(
          manifest,
          "it reads what this training set has not: %s".formatted(String.join(", ", missing)));
    }
    List<Head> both =
        heads.stream()
            .filter(head -> manifest.signature().output(head.word()).isPresent())
            .toList();
    if (both.isEmpty()) {
      return unfit(manifest, "it tells nothing of what the new version tells");
    }
    Map<Head, double[]> theirs = NetworkAnswers.of(active, features, both, tests);
    Map<Head, Comparison> byHead = new LinkedHashMap<>();
    for (Head head : both) {
      int label = heads.indexOf(head);
      List<Judged> candidate = Judged.of(tests, label, answers(answers, head));
      if (!candidate.isEmpty()) {
        byHead.put(
            head,
            Comparison.of(
                head, candidate, Judged.of(tests, label, answers(theirs, head)), RESAMPLES, seed));
      }
    }
    List<String> alone = new ArrayList<>();
    heads.stream().filter(head -> !byHead.containsKey(head)).forEach(h -> alone.add(h.word()));
    return new BesideActive(
        manifest.ref(),
        byHead,
        alone.isEmpty() ? "" : "it does not tell " + String.join(", ", alone));
  }

  private static double[] answers(Map<Head, double[]> answers, Head head) {
    return answers.getOrDefault(head, new double[0]);
  }

  private static BesideActive unfit(ModelManifest manifest, String why) {
    return new BesideActive(manifest.ref(), Map.of(), why);
  }
}
