package com.ytempire.ml.bench.canary;

import com.ytempire.ml.core.evidence.CanaryRules;
import com.ytempire.ml.core.evidence.Verdict;
import com.ytempire.ml.core.evidence.Verdict.Step;
import com.ytempire.ml.core.prediction.SideCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Traffic of two versions, request by request, judged again and again until something is decided.
 *
 * @param rules by which it is decided
 * @param share of the requests that the candidate gets, 0 to 1
 * @param judged share of the answers whose outcome becomes known
 * @param lookEvery requests between two looks
 * @param most requests after which a run ends undecided
 */
record CanarySimulation(CanaryRules rules, double share, double judged, int lookEvery, int most) {
  private static final double WRONG_BY = 0.7 * 0.7;
  private static final double RIGHT_BY = 0.2 * 0.2;

  /**
   * What many runs of a case came to.
   *
   * @param runs how many
   * @param promoted of them
   * @param rolledBack of them
   * @param requests of both sides until the wanted decision, in ascending order
   */
  record Result(int runs, int promoted, int rolledBack, int[] requests) {
    /** Requests within which a share of all runs had the wanted decision, or −1 for never. */
    int within(double part) {
      int at = (int) Math.ceil(part * runs) - 1;
      return at < requests.length ? requests[at] : -1;
    }
  }

  Result run(CanaryCase tried, int runs, long seed) {
    int promoted = 0;
    int rolledBack = 0;
    List<Integer> requests = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      var random = new SplittableRandom(seed * 1_000_003 + run);
      Decided decided = once(tried, random);
      promoted += decided.step == Step.PROMOTE ? 1 : 0;
      rolledBack += decided.step == Step.ROLL_BACK ? 1 : 0;
      if (decided.step == tried.wanted()) {
        requests.add(decided.requests);
      }
    }
    int[] sorted = requests.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(sorted);
    return new Result(runs, promoted, rolledBack, sorted);
  }

  private record Decided(Step step, int requests) {}

  private Decided once(CanaryCase tried, SplittableRandom random) {
    var active = new Counts();
    var candidate = new Counts();
    for (int request = 1; request <= most; request++) {
      if (random.nextDouble() < share) {
        candidate.add(tried.candidate(), judged, random);
      } else {
        active.add(tried.active(), judged, random);
      }
      if (request % lookEvery == 0) {
        Verdict verdict = Verdict.of(active.toCounts(), candidate.toCounts(), Duration.ZERO, rules);
        if (verdict.step() != Step.GO_ON) {
          return new Decided(verdict.step(), request);
        }
      }
    }
    return new Decided(Step.GO_ON, most);
  }

  /** What one side did so far. */
  private static final class Counts {
    private long answers;
    private long errors;
    private long slow;
    private long judged;
    private long wrong;
    private double loss;

    void add(CanaryCase.Side side, double judgedShare, SplittableRandom random) {
      if (random.nextDouble() < side.errors()) {
        errors++;
        return;
      }
      answers++;
      slow += random.nextDouble() < side.slow() ? 1 : 0;
      if (random.nextDouble() < judgedShare) {
        boolean isWrong = random.nextDouble() < side.wrong();
        judged++;
        wrong += isWrong ? 1 : 0;
        loss += isWrong ? WRONG_BY : RIGHT_BY;
      }
    }

    SideCounts toCounts() {
      return new SideCounts(answers, errors, slow, judged, wrong, loss);
    }
  }
}
