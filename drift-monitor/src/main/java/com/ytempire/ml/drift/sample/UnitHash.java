package com.ytempire.ml.drift.sample;

/**
 * A hash of a unit's name, 0 or more, by which samples choose: the same in every process, and even
 * enough that the units with the least hashes are a fair choice of all.
 */
public final class UnitHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private UnitHash() {}

  /** FNV-1a over the characters, mixed by MurmurHash3's last step. */
  public static long of(String unit) {
    long hash = OFFSET;
    for (int i = 0; i < unit.length(); i++) {
      hash = (hash ^ unit.charAt(i)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (hash ^ (hash >>> 33)) >>> 1;
  }
}
