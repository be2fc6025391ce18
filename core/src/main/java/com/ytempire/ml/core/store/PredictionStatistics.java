package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.SideCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What versions did, worked out from every prediction that is kept and what came of it. Only
 * versions that the registry knew when they answered are measured.
 *
 * <p>An answer is judged when it has a {@link
 * com.ytempire.ml.core.prediction.Prediction#VIRAL_PROBABILITY} and its outcome has a boolean
 * {@code grew_20_percent}, and the outcome judges no earlier answer to the same input. A shadow's
 * answer is judged by the outcome of the answer that was given in its place.
 *
 * <p>Safe to share between threads; calls block, and throw {@link StoreUnavailableException} when
 * the store does not answer.
 */
public interface PredictionStatistics {
  /** Which answers are meant. */
  enum Answers {
    /** Those that somebody got, from jobs or from the service. */
    GIVEN,
    /** Those that the service gave. */
    SERVED,
    /** Those of a shadow, which nobody got. */
    SHADOWED
  }

  /**
   * What versions did in a period.
   *
   * @param from earliest answer that counts
   * @param until answers given at or after this time do not count
   * @return an entry for each version asked for, empty where it did nothing
   */
  Map<ModelRef, PredictionSummary> summaries(
      Collection<ModelRef> models, Instant from, Instant until, Answers answers);

  /**
   * What one side of a comparison did in a period: answers and failures of the service in one part
   * of its traffic. Answers of jobs, which choose their inputs otherwise, do not count. An answer
   * has one outcome, whether a job measured it or somebody reported it, so it counts once.
   *
   * @param from earliest answer that counts
   * @param until answers given at or after this time do not count
   * @param slow answers that took longer are slow
   */
  SideCounts counts(
      ModelRef model, TrafficVariant variant, Instant from, Instant until, Duration slow);

  /**
   * Works out one day of every registered version that was asked on it, in place of what was worked
   * out before; drift scores stay.
   *
   * @param date in UTC
   * @return how many versions there were
   */
  int measureDay(LocalDate date);

  /**
   * {@link #measureDay} of several days, unless another process does it now or has done it since a
   * time.
   *
   * @param last the day whose measuring tells that all of them were
   * @param since a measuring from then on makes this one needless
   * @return whether this call measured
   */
  boolean measureDaysOnce(LocalDate first, LocalDate last, Instant since);

  /**
   * What is kept of a version, oldest first.
   *
   * @param from first day, in UTC
   * @param to last day
   */
  List<DailyPerformance> daily(ModelRef model, LocalDate from, LocalDate to);
}
