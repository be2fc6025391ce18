package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.routing.ShadowCall;
import com.ytempire.ml.core.prediction.ServedPrediction;

/** Keeps every prediction, and asks candidates the same; never blocks and never throws. */
interface TrendJournal {
  void keep(ServedPrediction given);

  /**
   * Has a candidate asked what was answered already, where there is one.
   *
   * @param inputHash of the request
   * @param call asks it
   */
  void shadow(ServedPrediction given, String inputHash, ShadowCall call);
}
