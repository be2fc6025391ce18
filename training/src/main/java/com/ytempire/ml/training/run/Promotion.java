package com.ytempire.ml.training.run;

import com.ytempire.ml.training.evaluation.Comparison;
import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Comparison.Verdict;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a new version may take the place of the active one: of each head that both tell, its main
 * figure (AUC, or the mean absolute error) is not worse, neither surely (the 95 % interval of the
 * difference lies below zero) nor by more than {@link #AUC_SLACK} of AUC or {@link #ERROR_SLACK} of
 * the active one's error. Where none is active, every head that service and jobs read has to be
 * better than all naive answers. Tests of fewer than {@link #LEAST_GROUPS} videos, or a head that
 * none of them can judge, forbid it.
 *
 * @param isDeserved whether it may
 * @param reasons the figures by which, one sentence each
 */
public record Promotion(boolean isDeserved, List<String> reasons) {
  /** Least AUC that counts as a difference where chance may have made it. */
  public static final double AUC_SLACK = 0.01;

  /** Share of the active version's error that counts as a difference likewise. */
  public static final double ERROR_SLACK = 0.05;

  /** Networks answer in 32-bit floats: what is less is no difference. */
  private static final double ROUNDING = 1e-6;

  /** Videos among the tests below which nothing is said. */
  public static final int LEAST_GROUPS = 30;

  /** What service and jobs read of a version. */
  static final List<Head> SERVED = List.of(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH);

  public Promotion {
    reasons = List.copyOf(reasons);
  }

  /** Judges a run by its tests. */
  public static Promotion of(RunResult result) {
    int groups =
        result.evaluation().heads().values().stream()
            .mapToInt(head -> head.metrics().groups())
            .max()
            .orElse(0);
    if (groups < LEAST_GROUPS) {
      return new Promotion(
          false,
          List.of(
              "the tests are of %d videos; below %d nothing can be said"
                  .formatted(groups, LEAST_GROUPS)));
    }
    Optional<BesideActive> active = result.active();
    return active.isPresent() ? overActive(active.get()) : overNaive(result);
  }

  private static Promotion overActive(BesideActive active) {
    List<String> reasons = new ArrayList<>();
    boolean isDeserved = true;
    for (Head head : SERVED) {
      if (!active.byHead().containsKey(head)) {
        isDeserved = false;
        reasons.add(
            "%s cannot be compared with %s%s"
                .formatted(
                    head.word(),
                    active.ref(),
                    active.unfit().isEmpty() ? "" : ": " + active.unfit()));
      }
    }
    for (Comparison comparison : active.byHead().values()) {
      Figure main = Figure.main(comparison.head().kind());
      Gain gain = comparison.gains().get(main);
      boolean isWorse = gain == null || isWorse(main, gain);
      isDeserved &= !isWorse;
      if (gain != null) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "%s %s %.4f beside %.4f of %s: %s (gain %.4f to %.4f)",
                comparison.head().word(),
                main.word(),
                gain.candidate(),
                gain.active(),
                active.ref(),
                word(gain, isWorse),
                gain.gain().low(),
                gain.gain().high()));
      }
    }
    return new Promotion(isDeserved, reasons);
  }

  /** Also where a figure cannot be told. */
  private static boolean isWorse(Figure main, Gain gain) {
    double difference = gain.candidate() - gain.active();
    double loss = main.isHigherBetter() ? -difference : difference;
    double slack = main == Figure.AUC ? AUC_SLACK : ERROR_SLACK * gain.active();
    return gain.verdict() == Verdict.WORSE && loss > ROUNDING || !(loss <= slack);
  }

  private static String word(Gain gain, boolean isWorse) {
    boolean isBetter =
        gain.verdict() == Verdict.BETTER && Math.abs(gain.candidate() - gain.active()) > ROUNDING;
    return isWorse ? "worse" : isBetter ? "better" : "not worse";
  }

  private static Promotion overNaive(RunResult result) {
    List<String> reasons = new ArrayList<>();
    boolean isDeserved = true;
    for (Head head : SERVED) {
      HeadEvaluation evaluation = result.evaluation().heads().get(head);
      boolean isBetter = evaluation != null && evaluation.isBetterThanNaive();
      isDeserved &= isBetter;
      reasons.add(
          "%s is %s than naive answers; no version is active"
              .formatted(head.word(), isBetter ? "better" : "not surely better"));
    }
    return new Promotion(isDeserved, reasons);
  }
}
