package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * The record of calls and of what was made by them, so that one that is repeated, also after its
 * process has died, is answered from here. Safe to share between threads and processes; calls
 * block, and throw {@link com.ytempire.ml.core.store.StoreUnavailableException} when the store does
 * not answer. Time is the store's.
 */
public interface CallLedger {
  /**
   * What was made.
   *
   * @param artefact as its codec writes it; who holds it must not change it
   * @param provider who made it
   * @param model by which model
   * @param usage what it was charged by
   * @param cost in US dollars
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed through; nobody compares them.
  record Kept(byte[] artefact, String provider, String model, Usage usage, BigDecimal cost) {}

  /** Where a call stands for who has asked for it. */
  enum Standing {
    /** The asker has it now, and makes it. */
    TAKEN,
    /** Somebody else makes it, and was heard of within the lease. */
    ELSEWHERE,
    /** It was made. */
    MADE
  }

  /**
   * What came of asking for a call.
   *
   * @param standing where it stands
   * @param kept what was made, where it was
   */
  record Claim(Standing standing, Optional<Kept> kept) {}

  /**
   * Takes a call on, unless somebody else has it or it was made. One whose owner was silent for
   * longer than its lease is taken over.
   *
   * @param key of the call, at most 200 characters
   * @param kind what is made, such as {@code script}
   * @param owner a name that nobody else has, at most 200 characters
   * @param lease how long the owner may be silent; it is to be longer than the call takes
   * @throws com.ytempire.ml.core.store.StoreRefusedException when the key is one of another kind
   */
  Claim claim(String key, String kind, String owner, Duration lease);

  /**
   * Keeps what was made.
   *
   * @return false when the owner does not have the call any more; then nothing is changed
   */
  boolean keep(String key, String owner, Kept made);

  /** Gives a call up, so that the next who asks takes it on; of others nothing changes. */
  void release(String key, String owner);
}
