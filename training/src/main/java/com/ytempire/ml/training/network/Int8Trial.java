package com.ytempire.ml.training.network;

import com.ytempire.ml.core.settings.Int8Bounds;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The network with 8-bit weights beside that of 32-bit floats, by the same tests.
 *
 * @param beside of each head with tests
 * @param bytes size of its file; 0 where there is none
 * @param leftOut why the version does without it; empty where it has it
 */
public record Int8Trial(List<Beside> beside, long bytes, String leftOut) {
  /** Most that an answer may differ, as a share of the largest. */
  private static final double MOST_DIFFERENCE = 0.05;

  /**
   * The same of the known example, of which the engine allows a quarter when it loads a version.
   */
  private static final double MOST_OF_EXAMPLE = 0.2;

  public Int8Trial {
    beside = List.copyOf(beside);
  }

  /**
   * The main figure of a head.
   *
   * @param floats by 32-bit floats
   * @param int8 by 8-bit weights
   */
  public record Beside(Head head, Figure figure, double floats, double int8) {
    private String objection(Int8Bounds bounds) {
      boolean isAuc = figure == Figure.AUC;
      double loss = isAuc ? floats - int8 : int8 / floats - 1;
      double most = isAuc ? bounds.aucLoss() : bounds.errorRise();
      return !(loss < most)
          ? String.format(
              Locale.ROOT,
              "%s of %s would be %.5f instead of %.5f, and may %s by less than %s",
              figure.word(),
              head.word(),
              int8,
              floats,
              isAuc ? "fall" : "rise",
              isAuc ? most : 100 * most + " %")
          : "";
    }
  }

  static Int8Trial none(String why) {
    return new Int8Trial(List.of(), 0, why);
  }

  /**
   * Judges it.
   *
   * @param heads names of the tests' labels
   * @param floats answers of the network of 32-bit floats to the tests
   * @param int8 those of the one with 8-bit weights
   */
  static Int8Trial of(
      List<Head> heads,
      List<Example> tests,
      Map<Head, double[]> floats,
      Map<Head, double[]> int8,
      long bytes,
      Int8Bounds bounds) {
    List<Beside> beside = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (int label = 0; label < heads.size(); label++) {
      Head head = heads.get(label);
      double[] exact = floats.getOrDefault(head, new double[0]);
      double[] less = int8.getOrDefault(head, new double[0]);
      String far = far(head, exact, less, MOST_DIFFERENCE);
      if (!far.isEmpty()) {
        objections.add(far);
      }
      List<Judged> judged = Judged.of(tests, label, exact);
      if (judged.isEmpty()) {
        continue;
      }
      Figure main = Figure.main(head.kind());
      var one =
          new Beside(
              head,
              main,
              HeadMetrics.of(head.kind(), judged).figure(main),
              HeadMetrics.of(head.kind(), Judged.of(tests, label, less)).figure(main));
      beside.add(one);
      String objection = one.objection(bounds);
      if (!objection.isEmpty()) {
        objections.add(objection);
      }
    }
    return new Int8Trial(beside, bytes, String.join("; ", objections));
  }

  /** Why the known example would be answered too inexactly to be loaded; empty where it is not. */
  static String exampleObjection(Map<Head, double[]> floats, Map<Head, double[]> int8) {
    return floats.entrySet().stream()
        .map(
            head ->
                far(
                    head.getKey(),
                    head.getValue(),
                    int8.getOrDefault(head.getKey(), new double[0]),
                    MOST_OF_EXAMPLE))
        .filter(objection -> !objection.isEmpty())
        .findFirst()
        .map(objection -> "of its known example " + objection)
        .orElse("");
  }

  private static String far(Head head, double[] exact, double[] less, double share) {
    double largest = 0;
    double most = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      double difference = Math.abs(exact[i] - less[i]);
      most = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
    }
    return most > share * largest
        ? String.format(Locale.ROOT, "an answer of %s would differ by %.4f", head.word(), most)
        : "";
  }

  boolean isKept() {
    return leftOut.isEmpty();
  }

  /** For card, evaluation and registry. */
  public String inWords() {
    String figures =
        beside.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %.5f beside %.5f",
                        one.head.word(),
                        one.figure.word(),
                        one.int8,
                        one.floats))
            .reduce((a, b) -> a + ", " + b)
            .map(all -> "; by the tests " + all + " of 32-bit floats")
            .orElse("");
    return isKept()
        ? "%s, %d bytes%s".formatted(VersionNetworks.INT8_NETWORK, bytes, figures)
        : "left out: " + leftOut + figures;
  }
}
