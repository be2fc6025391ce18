package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a trend predictor says of content. Safe to share. */
interface TrendModel {
  /**
   * Asks the version that answers an input.
   *
   * @param inputHash decides between versions that share the traffic
   * @param contents what is asked about, as soon as it is known
   * @param timeout longest time for the answer once the contents are known
   * @return fails with a {@link com.ytempire.ml.api.http.ProblemException} of kind UNAVAILABLE when
   *     no version can answer
   */
  CompletableFuture<Scores> score(
      String inputHash, CompletableFuture<List<SimilarContent>> contents, Duration timeout);

  /**
   * An answer.
   *
   * @param model the version that answered
   * @param variant which side of the traffic it is
   * @param growths one per content, in their order
   */
  record Scores(ModelRef model, TrafficVariant variant, List<Growth> growths) {
    public Scores {
      growths = List.copyOf(growths);
    }
  }

  /**
   * What is expected of one piece of content; NaN where the model does not say.
   *
   * @param viralProbability that its views grow by a fifth until the next snapshot, 0 to 1
   * @param logGrowth expected log growth of its views until the next snapshot
   * @param likesLogGrowth the same of its likes
   * @param commentsLogGrowth the same of its comments
   * @param hoursToPeak from its newest snapshot until its views grow fastest
   */
  record Growth(
      double viralProbability,
      double logGrowth,
      double likesLogGrowth,
      double commentsLogGrowth,
      double hoursToPeak) {
    /** What a model says that knows of views alone. */
    Growth(double viralProbability, double logGrowth) {
      this(viralProbability, logGrowth, Double.NaN, Double.NaN, Double.NaN);
    }
  }
}
