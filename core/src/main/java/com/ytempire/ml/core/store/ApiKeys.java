package com.ytempire.ml.core.store;

import com.ytempire.ml.core.access.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of programs that call the service. Safe to share between threads; calls block, and throw
 * {@link StoreUnavailableException} when the store does not answer.
 */
public interface ApiKeys {
  /**
   * Keeps a new key.
   *
   * @throws StoreRefusedException when there is one with its id
   */
  void create(ApiKey key);

  /** A key by its id, whether it is in force or not. */
  Optional<ApiKey> find(String id);

  /** Every key, the newest first. */
  List<ApiKey> list();

  /**
   * Takes a key out of force for good. One that is revoked already keeps its time.
   *
   * @return the key as it now is
   * @throws StoreRefusedException when there is none with the id
   */
  ApiKey revoke(String id);

  /** Notes when keys were used last; earlier times and unknown ids change nothing. */
  void touch(Map<String, Instant> lastUses);

  /** The refusal of an id that no key has. */
  static StoreRefusedException unknown(String id) {
    return new StoreRefusedException(
        "there is no key with the id %s; list them first".formatted(id));
  }
}
