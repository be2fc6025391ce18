package com.ytempire.ml.generation.call;

import com.ytempire.ml.core.store.StoreRefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger that lasts as long as its process. */
public final class InMemoryCallLedger implements CallLedger {
  private final Map<String, Entry> entries = new HashMap<>();
  private final Clock clock;

  private record Entry(String kind, String owner, Instant until, @Nullable Kept kept) {}

  public InMemoryCallLedger(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Claim claim(String key, String kind, String owner, Duration lease) {
    Entry entry = entries.get(key);
    Instant now = clock.instant();
    if (entry != null && !entry.kind.equals(kind)) {
      throw new StoreRefusedException(
          "call key %s: it is one of a %s already".formatted(key, entry.kind));
    }
    if (entry != null && entry.kept != null) {
      return new Claim(Standing.MADE, Optional.of(entry.kept));
    }
    if (entry != null && entry.until.isAfter(now) && !entry.owner.equals(owner)) {
      return new Claim(Standing.ELSEWHERE, Optional.empty());
    }
    entries.put(key, new Entry(kind, owner, now.plus(lease), null));
    return new Claim(Standing.TAKEN, Optional.empty());
  }

  @Override
  public synchronized boolean keep(String key, String owner, Kept made) {
    Entry entry = entries.get(key);
    if (entry == null || !entry.owner.equals(owner) || entry.kept != null) {
      return false;
    }
    entries.put(key, new Entry(entry.kind, owner, entry.until, made));
    return true;
  }

  @Override
  public synchronized void release(String key, String owner) {
    entries.computeIfPresent(
        key, (same, entry) -> entry.kept == null && entry.owner.equals(owner) ? null : entry);
  }
}
