package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.Rollout;

/**
 * Spreads inputs evenly over 10,000 buckets. The bucket depends on the rollout and the input only,
 * so that an input stays on its side, in every process, for as long as the rollout lasts, and when
 * the candidate's share grows.
 */
final class StableHash {
  private static final int BUCKETS = 10_000;
  private static final int BUCKETS_PER_PERCENT = BUCKETS / 100;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private StableHash() {}

  /** Whether an input is on the candidate's side. */
  static boolean isCandidates(Rollout rollout, String inputHash) {
    return bucket(rollout, inputHash) < rollout.percentage() * BUCKETS_PER_PERCENT;
  }

  /** 0 to 9,999: FNV-1a over the texts, finished by the mixer of SplitMix64. */
  static int bucket(Rollout rollout, String inputHash) {
    long hash = FNV_OFFSET;
    hash = add(hash, rollout.candidate().name());
    hash = add(hash, rollout.id().getMostSignificantBits());
    hash = add(hash, rollout.id().getLeastSignificantBits());
    hash = add(hash, inputHash);
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 31), BUCKETS);
  }

  private static long add(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * FNV_PRIME;
    }
    return result;
  }

  private static long add(long hash, long number) {
    long result = hash;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      result = (result ^ ((number >>> shift) & 0xff)) * FNV_PRIME;
    }
    return result;
  }
}
