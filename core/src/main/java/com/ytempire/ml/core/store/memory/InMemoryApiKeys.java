package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.StoreRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps keys in a map. Safe to share between threads. */
public final class InMemoryApiKeys implements ApiKeys {
  private final Map<String, ApiKey> keys = new HashMap<>();
  private final Clock clock;

  public InMemoryApiKeys(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void create(ApiKey key) {
    if (keys.putIfAbsent(key.id(), key) != null) {
      throw new StoreRefusedException("there is a key with the id " + key.id() + " already");
    }
  }

  @Override
  public synchronized Optional<ApiKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized List<ApiKey> list() {
    return keys.values().stream()
        .sorted(Comparator.comparing(ApiKey::createdAt).reversed().thenComparing(ApiKey::id))
        .toList();
  }

  @Override
  public synchronized ApiKey revoke(String id) {
    ApiKey revoked = find(id).orElseThrow(() -> ApiKeys.unknown(id)).revoked(clock.instant());
    keys.put(id, revoked);
    return revoked;
  }

  @Override
  public synchronized void touch(Map<String, Instant> lastUses) {
    lastUses.forEach((id, at) -> keys.computeIfPresent(id, (same, key) -> key.used(at)));
  }
}
