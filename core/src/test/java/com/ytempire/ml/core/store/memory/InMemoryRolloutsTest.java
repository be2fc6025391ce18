package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.RolloutsContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

final class InMemoryRolloutsTest extends RolloutsContract {
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final ModelRegistry registry = new InMemoryModelRegistry(clock);
  private final InMemoryRollouts rollouts = new InMemoryRollouts(registry, clock, UUID::randomUUID);

  @Override
  protected Rollouts rollouts() {
    return rollouts;
  }

  @Override
  protected DecisionOutbox outbox() {
    return rollouts;
  }

  @Override
  protected ModelRegistry registry() {
    return registry;
  }
}
