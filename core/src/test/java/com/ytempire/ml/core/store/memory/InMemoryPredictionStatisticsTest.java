package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatisticsContract;
import java.time.Clock;
import java.time.ZoneOffset;

final class InMemoryPredictionStatisticsTest extends PredictionStatisticsContract {
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final InMemoryPredictionLog log = new InMemoryPredictionLog();
  private final ModelRegistry registry = new InMemoryModelRegistry(clock);
  private final PredictionStatistics statistics =
      new InMemoryPredictionStatistics(log, registry, clock);

  @Override
  protected PredictionLog log() {
    return log;
  }

  @Override
  protected ModelRegistry registry() {
    return registry;
  }

  @Override
  protected PredictionStatistics statistics() {
    return statistics;
  }
}
