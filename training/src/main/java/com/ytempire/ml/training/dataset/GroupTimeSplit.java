package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.training.DataSplit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A split by time and by group. The cut is the time before which the shares for training and
 * validation lie, by number of examples. Test examples are of groups that were first seen at or
 * after the cut; of examples before it, those whose label was known before the cut are for training
 * or validation, group by group. What is left belongs to no side. So no group is on two sides, and
 * nothing that is judged was known when learning ended. The test's share is thus an upper bound.
 *
 * <p>Immutable and safe to share.
 */
public final class GroupTimeSplit {
  private final Instant cut;
  private final Set<String> seenBefore;
  private final double validation;
  private final long seed;

  private GroupTimeSplit(Instant cut, Set<String> seenBefore, double validation, long seed) {
    this.cut = cut;
    this.seenBefore = seenBefore;
    this.validation = validation;
    this.seed = seed;
  }

  /**
   * Of an example, what a split looks at.
   *
   * @param group what must not be on two sides
   * @param at its time
   * @param labelAt when its labels were known, {@link Example#NEVER} where they are not
   */
  public record Member(String group, Instant at, Instant labelAt) {
    static Member of(Example example) {
      return new Member(example.group(), example.at(), example.labelAt());
    }
  }

  /**
   * Finds the cut.
   *
   * @param members all that is to be split, in order of time; those without a label count for
   *     nothing but when a group was first seen
   * @param seed which groups are for validation
   */
  public static GroupTimeSplit of(List<Member> members, DataSplit shares, long seed) {
    List<Instant> times =
        members.stream().filter(GroupTimeSplit::isLabelled).map(Member::at).toList();
    int before = (int) Math.round((1 - shares.test()) * times.size());
    // Without a share for tests there is nothing to keep the rest apart from.
    Instant cut = before >= times.size() ? Example.NEVER : times.get(before);
    Set<String> seenBefore = new HashSet<>();
    for (Member member : members) {
      if (member.at().isBefore(cut)) {
        seenBefore.add(member.group());
      }
    }
    double validation = shares.validation() / (shares.train() + shares.validation());
    return new GroupTimeSplit(cut, seenBefore, validation, seed);
  }

  private static boolean isLabelled(Member member) {
    return member.labelAt().isBefore(Example.NEVER);
  }

  /** Time from which on a group must have been first seen to be judged. */
  public Instant cut() {
    return cut;
  }

  /** Whether an example that has a label is for tests. */
  boolean isTest(Member member) {
    return !seenBefore.contains(member.group());
  }

  /** Where an example belongs. */
  public Side side(Member member) {
    if (!isLabelled(member)) {
      return Side.NONE;
    }
    if (isTest(member)) {
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
