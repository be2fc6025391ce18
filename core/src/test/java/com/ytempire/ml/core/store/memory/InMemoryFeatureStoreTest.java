package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.OnlineFeatureStoreContract;

final class InMemoryFeatureStoreTest extends OnlineFeatureStoreContract {
  private final InMemoryFeatureStore store = new InMemoryFeatureStore(CLOCK);

  @Override
  protected OnlineFeatureStore store() {
    return store;
  }
}
