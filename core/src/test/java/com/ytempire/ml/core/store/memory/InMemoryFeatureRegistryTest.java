package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.core.store.FeatureRegistryContract;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

final class InMemoryFeatureRegistryTest extends FeatureRegistryContract {
  private final AtomicReference<InstantSource> source = new AtomicReference<>();
  private final FeatureRegistry registry = new InMemoryFeatureRegistry(new SettableClock(source));

  @Override
  protected FeatureRegistry registryAt(Clock clock) {
    source.set(clock);
    return registry;
  }

  private static final class SettableClock extends Clock {
    private final AtomicReference<InstantSource> source;

    SettableClock(AtomicReference<InstantSource> source) {
      this.source = source;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return source.get().instant();
    }
  }
}
