package com.ytempire.ml.training.split;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;

/**
 * Which side an example belongs to once the cut is known: see {@link GroupTimeSplit}. Of an
 * example's group it only has to know whether it was seen before the cut.
 *
 * @param cut time from which on a group must have been first seen to be judged
 * @param validation share of validation in what is not for tests, 0 to 1
 * @param seed which groups are for validation
 */
public record SideRule(Instant cut, double validation, long seed) {
  /** The rule of a cut. */
  public static SideRule of(Instant cut, DataSplit shares, long seed) {
    return new SideRule(cut, shares.validation() / (shares.train() + shares.validation()), seed);
  }

  /**
   * How many labelled examples lie before the cut, which is the time of the next one; {@link
   * Example#NEVER} where there is none.
   *
   * @param labelled how many there are
   */
  public static long rowsBeforeCut(DataSplit shares, long labelled) {
    return Math.round((1 - shares.test()) * labelled);
  }

  /**
   * Where an example belongs.
   *
   * @param seenBefore whether its group has an example from before the cut
   */
  public Side side(GroupTimeSplit.Member member, boolean seenBefore) {
    if (!member.isLabelled()) {
      return Side.NONE;
    }
    if (!seenBefore) {
      return Side.TEST;
    }
    if (!member.labelAt().isBefore(cut)) {
      return Side.NONE;
    }
    return draw(member.group()) < validation ? Side.VALIDATION : Side.TRAIN;
  }

  /** A number from 0 to below 1 that hangs on the group and the seed alone. */
  private double draw(String group) {
    var crc = new CRC32();
    crc.update((seed + "/" + group).getBytes(StandardCharsets.UTF_8));
    // CRCs of like texts are alike in their high bits; a multiplication spreads them.
    long spread = crc.getValue() * 0x9E3779B97F4A7C15L;
    return (spread >>> 11) * 0x1.0p-53;
  }
}
