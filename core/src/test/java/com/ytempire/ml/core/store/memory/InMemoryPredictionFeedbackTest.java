package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.PredictionFeedbackContract;
import com.ytempire.ml.core.store.PredictionLog;

final class InMemoryPredictionFeedbackTest extends PredictionFeedbackContract {
  private final InMemoryPredictionLog log = new InMemoryPredictionLog();
  private final InMemoryPredictionFeedback feedback = new InMemoryPredictionFeedback(log);

  @Override
  protected PredictionLog log() {
    return log;
  }

  @Override
  protected PredictionFeedback feedback() {
    return feedback;
  }
}
