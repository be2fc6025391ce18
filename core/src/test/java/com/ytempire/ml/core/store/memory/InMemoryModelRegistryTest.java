package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.ModelRegistryContract;
import java.time.Clock;
import java.time.ZoneOffset;

final class InMemoryModelRegistryTest extends ModelRegistryContract {
  private final ModelRegistry registry =
      new InMemoryModelRegistry(Clock.fixed(NOW, ZoneOffset.UTC));

  @Override
  protected ModelRegistry registry() {
    return registry;
  }
}
