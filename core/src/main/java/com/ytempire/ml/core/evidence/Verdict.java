package com.ytempire.ml.core.evidence;

import com.ytempire.ml.core.prediction.SideCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to become of a canary, by what both sides did since it began. A pure function of counts
 * that may be asked after every request.
 *
 * <p>A version that is no worse in any question is taken back with a chance of at most {@link
 * CanaryRules#falseAlarm}, over all looks together: each question takes its part. One that is worse
 * by a margin in at least one question is promoted with a chance of at most {@link
 * CanaryRules#falsePromotion}: every question must clear it, so the one in which it is worse must
 * too. Without outcomes nothing is ever promoted.
 *
 * @param step what to do
 * @param reason why, for people, with the figures that decided
 * @param findings one for each question, in their order
 * @param missing what a promotion waits for, empty where nothing is missing
 */
public record Verdict(Step step, String reason, List<Finding> findings, List<String> missing) {
  /** What to do with a canary. */
  public enum Step {
    GO_ON,
    ROLL_BACK,
    PROMOTE,
    KEEP
  }

  public Verdict {
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
  }

  /**
   * Judges a canary.
   *
   * @param age time since it began
   */
  public static Verdict of(
      SideCounts active, SideCounts candidate, Duration age, CanaryRules rules) {
    List<Finding> findings =
        Arrays.stream(Question.values())
            .map(
                question ->
                    Finding.of(question, question.tally(active), question.tally(candidate), rules))
            .toList();
    List<Finding> harm = findings.stream().filter(Finding::isHarm).toList();
    List<String> missing = missing(findings, active, candidate, rules);
    if (rules.rollBack() && !harm.isEmpty()) {
      return new Verdict(Step.ROLL_BACK, "worse; " + texts(harm), findings, missing);
    }
    if (rules.promote() && harm.isEmpty() && missing.isEmpty()) {
      return new Verdict(
          Step.PROMOTE, "not worse in any question; " + texts(findings), findings, missing);
    }
    if (age.compareTo(rules.horizon()) >= 0) {
      return new Verdict(
          Step.KEEP,
          "nothing was shown within %d h, the active version is kept; missing: %s"
              .formatted(
                  rules.horizon().toHours(),
                  missing.isEmpty() ? "a human, who alone may promote" : list(missing)),
          findings,
          missing);
    }
    return new Verdict(Step.GO_ON, "nothing is shown yet", findings, missing);
  }

  private static List<String> missing(
      List<Finding> findings, SideCounts active, SideCounts candidate, CanaryRules rules) {
    List<String> missing = new ArrayList<>();
    atLeast(missing, "requests", active.requests(), candidate.requests(), rules.minRequests());
    atLeast(missing, "judged answers", active.judged(), candidate.judged(), rules.minOutcomes());
    for (Finding finding : findings) {
      if (!finding.isHarmless()) {
        missing.add(finding.text());
      }
    }
    return missing;
  }

  private static void atLeast(
      List<String> missing, String what, long active, long candidate, int least) {
    if (Math.min(active, candidate) < least) {
      missing.add(
          "%d %s of each side, there are %d of the active version and %d of the canary"
              .formatted(least, what, active, candidate));
    }
  }

  private static String texts(List<Finding> findings) {
    return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
  }

  private static String list(List<String> parts) {
    return String.join("; ", parts);
  }
}
