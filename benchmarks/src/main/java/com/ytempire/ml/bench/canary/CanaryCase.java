package com.ytempire.ml.bench.canary;

import com.ytempire.ml.core.evidence.Verdict.Step;

/**
 * A candidate beside an active version, each by its true shares.
 *
 * @param name for the table
 * @param wanted what ought to be decided
 * @param active the version in traffic
 * @param candidate the one that is tried
 */
record CanaryCase(String name, Step wanted, Side active, Side candidate) {
  /** What every version in these cases does usually. */
  static final Side USUAL = new Side(0.001, 0.05, 0.15);

  /**
   * What a side does.
   *
   * @param errors share of requests without an answer
   * @param slow share of answers above the bound
   * @param wrong share of wrong answers; a wrong one is wrong by 0.7, a right one by 0.2
   */
  record Side(double errors, double slow, double wrong) {
    Side failing(double share) {
      return new Side(share, slow, wrong);
    }

    Side slow(double share) {
      return new Side(errors, share, wrong);
    }

    Side wrong(double share) {
      return new Side(errors, slow, share);
    }
  }
}
