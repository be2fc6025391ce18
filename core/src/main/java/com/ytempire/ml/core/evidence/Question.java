package com.ytempire.ml.core.evidence;

import com.ytempire.ml.core.prediction.SideCounts;
import java.util.Locale;

/** What is asked of both sides; less is better in each. */
public enum Question {
  /** Requests without an answer. Most versions have hardly any, which the mixture expects. */
  ERRORS(new BetaMixture(0.1, 5), "of requests without an answer") {
    @Override
    public Tally tally(SideCounts side) {
      return new Tally(side.errors(), side.requests());
    }
  },
  /** Answers that took longer than the bound. */
  SLOW(new BetaMixture(0.5, 5), "of answers above the latency bound") {
    @Override
    public Tally tally(SideCounts side) {
      return new Tally(side.slow(), side.answers());
    }
  },
  /** Judged answers that were wrong. */
  WRONG(new BetaMixture(1, 3), "of judged answers wrong") {
    @Override
    public Tally tally(SideCounts side) {
      return new Tally(side.wrong(), side.judged());
    }
  },
  /** Squared difference between probability and outcome: how well the probability is meant. */
  LOSS(new BetaMixture(1, 5), "mean squared error of the probability") {
    @Override
    public Tally tally(SideCounts side) {
      return new Tally(side.loss(), side.judged());
    }
  };

  private final BetaMixture mixture;
  private final String meaning;

  Question(BetaMixture mixture, String meaning) {
    this.mixture = mixture;
    this.meaning = meaning;
  }

  /** What a side did in this respect. */
  public abstract Tally tally(SideCounts side);

  BetaMixture mixture() {
    return mixture;
  }

  /** For people, after a share. */
  public String meaning() {
    return meaning;
  }

  /** Whether it needs outcomes. */
  public boolean isOfOutcomes() {
    return this == WRONG || this == LOSS;
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
