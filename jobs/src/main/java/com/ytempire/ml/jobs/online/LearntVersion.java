package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Instant;

/**
 * The weights after a number of outcomes, with how well these were told before they were learnt.
 *
 * @param model name of the model
 * @param count outcomes that were learnt
 * @param asOf event time of the last one
 * @param means of the columns' logarithms; not to be changed
 * @param scales of them; not to be changed
 * @param viral weights of the log odds of growth; not to be changed
 * @param growth weights of log growth; not to be changed
 * @param judged outcomes that the figures are of, the last ones
 * @param logLoss mean of the probability's logarithmic loss
 * @param baseLogLoss the same of always telling the share so far
 * @param auc of the probability, NaN where all outcomes are of one kind
 * @param growthError mean absolute error of log growth
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LearntVersion(
    String model,
    long count,
    Instant asOf,
    double[] means,
    double[] scales,
    double[] viral,
    double[] growth,
    int judged,
    double logLoss,
    double baseLogLoss,
    double auc,
    double growthError) {

  /**
   * Its number: below every version that other ways of training make, and the same whenever the
   * same outcomes are learnt again.
   */
  public ModelRef ref() {
    return new ModelRef(model, "0.0." + count);
  }
}
