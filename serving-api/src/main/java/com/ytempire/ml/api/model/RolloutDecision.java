package com.ytempire.ml.api.model;

import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a canary, by what both sides did since it began. A pure function of counts.
 *
 * <p>Shares are compared by the two-proportion z statistic {@code (p₂ − p₁) / √(p(1 − p)(1/n₁ +
 * 1/n₂))}, p being the share of both together; 0 where nothing differs.
 *
 * @param step what to do
 * @param reason why, with the figures
 */
record RolloutDecision(Step step, String reason) {
  /** What to do with a canary. */
  enum Step {
    GO_ON,
    ROLL_BACK,
    PROMOTE
  }

  static RolloutDecision of(
      PredictionSummary active, PredictionSummary candidate, RolloutPolicy policy) {
    if (policy.rollBack()) {
      Optional<String> harm =
          errors(active, candidate, policy)
              .or(() -> latency(active, candidate, policy))
              .or(() -> accuracy(active.judged(), candidate.judged(), policy));
      if (harm.isPresent()) {
        return new RolloutDecision(Step.ROLL_BACK, harm.get());
      }
    }
    if (policy.promote() && isProven(active.judged(), candidate.judged(), policy)) {
      return new RolloutDecision(
          Step.PROMOTE,
          text(
              "right in %.4f of %d judged answers, the active version in %.4f of %d",
              share(candidate.judged()),
              candidate.judged().count(),
              share(active.judged()),
              active.judged().count()));
    }
    return new RolloutDecision(Step.GO_ON, "nothing speaks for a change yet");
  }

  private static Optional<String> errors(
      PredictionSummary active, PredictionSummary candidate, RolloutPolicy policy) {
    if (Math.min(active.requests(), candidate.requests()) < policy.minRequests()) {
      return Optional.empty();
    }
    double before = (double) active.errors() / active.requests();
    double now = (double) candidate.errors() / candidate.requests();
    double z = z(active.errors(), active.requests(), candidate.errors(), candidate.requests());
    return z >= RolloutPolicy.SIGNIFICANT && now - before >= RolloutPolicy.HARMFUL_ERRORS
        ? Optional.of(
            text(
                "no answer to %.4f of %d requests, the active version to %.4f of %d",
                now, candidate.requests(), before, active.requests()))
        : Optional.empty();
  }

  private static Optional<String> latency(
      PredictionSummary active, PredictionSummary candidate, RolloutPolicy policy) {
    LatencyQuantiles before = active.latency();
    LatencyQuantiles now = candidate.latency();
    if (before == null
        || now == null
        || Math.min(active.answers(), candidate.answers()) < policy.minRequests()) {
      return Optional.empty();
    }
    boolean harmful =
        now.p95() >= before.p95() * RolloutPolicy.HARMFUL_LATENCY_FACTOR
            && now.p95() - before.p95() >= RolloutPolicy.HARMFUL_LATENCY_MILLIS;
    return harmful
        ? Optional.of(
            text(
                "p95 of %.0f ms over %d answers, the active version's %.0f ms over %d",
                now.p95(), candidate.answers(), before.p95(), active.answers()))
        : Optional.empty();
  }

  private static Optional<String> accuracy(
      JudgedAnswers active, JudgedAnswers candidate, RolloutPolicy policy) {
    if (!isEnough(active, candidate, policy)) {
      return Optional.empty();
    }
    boolean worse =
        -z(active.correct(), active.count(), candidate.correct(), candidate.count())
            >= RolloutPolicy.SIGNIFICANT;
    return worse && share(active) - share(candidate) >= RolloutPolicy.EQUAL_ACCURACY
        ? Optional.of(
            text(
                "right in %.4f of %d judged answers, the active version in %.4f of %d",
                share(candidate), candidate.count(), share(active), active.count()))
        : Optional.empty();
  }

  /** Not less often right than the active version, by more than chance would allow. */
  private static boolean isProven(
      JudgedAnswers active, JudgedAnswers candidate, RolloutPolicy policy) {
    if (!isEnough(active, candidate, policy)) {
      return false;
    }
    double difference = share(candidate) - share(active);
    double error =
        Math.sqrt(
            variance(share(active)) / active.count()
                + variance(share(candidate)) / candidate.count());
    // The difference may be smaller than it looks; still it must not be a loss that matters.
    return difference - error >= -RolloutPolicy.EQUAL_ACCURACY;
  }

  private static boolean isEnough(
      JudgedAnswers active, JudgedAnswers candidate, RolloutPolicy policy) {
    return Math.min(active.count(), candidate.count()) >= policy.minOutcomes();
  }

  private static double share(JudgedAnswers judged) {
    @Nullable Double accuracy = judged.accuracy();
    return accuracy == null ? 0 : accuracy;
  }

  private static double variance(double share) {
    return share * (1 - share);
  }

  /** Positive where the second share is the larger one. */
  static double z(long firstHits, long first, long secondHits, long second) {
    double pooled = (double) (firstHits + secondHits) / (first + second);
    double error = Math.sqrt(variance(pooled) * (1.0 / first + 1.0 / second));
    return error == 0 ? 0 : ((double) secondHits / second - (double) firstHits / first) / error;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
