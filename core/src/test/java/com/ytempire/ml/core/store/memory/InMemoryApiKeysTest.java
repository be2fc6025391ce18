package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.ApiKeysContract;
import java.time.Clock;
import java.time.ZoneOffset;

final class InMemoryApiKeysTest extends ApiKeysContract {
  private final ApiKeys keys = new InMemoryApiKeys(Clock.fixed(NOW, ZoneOffset.UTC));

  @Override
  protected ApiKeys keys() {
    return keys;
  }
}
