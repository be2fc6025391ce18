package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionLogContract;

final class InMemoryPredictionLogTest extends PredictionLogContract {
  private final InMemoryPredictionLog log = new InMemoryPredictionLog();

  @Override
  protected PredictionLog log() {
    return log;
  }
}
