package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.api.routing.ShadowCall;
import com.ytempire.ml.core.prediction.ServedPrediction;

/** The service's own journal and router. */
record RoutedTrendJournal(PredictionJournal journal, ModelRouter router) implements TrendJournal {
  @Override
  public void keep(ServedPrediction given) {
    journal.record(given);
  }

  @Override
  public void shadow(ServedPrediction given, String inputHash, ShadowCall call) {
    router.shadow(given, inputHash, call);
  }
}
