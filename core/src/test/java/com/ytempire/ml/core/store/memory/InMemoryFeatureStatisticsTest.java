package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.FeatureStatistics;
import com.ytempire.ml.core.store.FeatureStatisticsContract;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import java.time.Clock;

final class InMemoryFeatureStatisticsTest extends FeatureStatisticsContract {
  private final InMemoryFeatureStore store = new InMemoryFeatureStore(Clock.systemUTC());

  @Override
  protected OnlineFeatureStore store() {
    return store;
  }

  @Override
  protected FeatureStatistics statistics() {
    return store;
  }
}
