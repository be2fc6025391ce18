package com.ytempire.ml.training.split;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
  private final SideRule rule;
  private final Set<String> seenBefore;

  private GroupTimeSplit(SideRule rule, Set<String> seenBefore) {
    this.rule = rule;
    this.seenBefore = seenBefore;
  }

  /**
   * Of an example, what a split looks at.
   *
   * @param group what must not be on two sides
   * @param at its time
   * @param labelAt when its labels were known, {@link Example#NEVER} where they are not
   */
  public record Member(String group, Instant at, Instant labelAt) {
    public static Member of(Example example) {
      return new Member(example.group(), example.at(), example.labelAt());
    }

    boolean isLabelled() {
      return labelAt.isBefore(Example.NEVER);
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
    List<Instant> times = members.stream().filter(Member::isLabelled).map(Member::at).toList();
    long before = SideRule.rowsBeforeCut(shares, times.size());
    // Without a share for tests there is nothing to keep the rest apart from.
    Instant cut = before >= times.size() ? Example.NEVER : times.get((int) before);
    Set<String> seenBefore = new HashSet<>();
    for (Member member : members) {
      if (member.at().isBefore(cut)) {
        seenBefore.add(member.group());
      }
    }
    return new GroupTimeSplit(SideRule.of(cut, shares, seed), seenBefore);
  }

  /** Time from which on a group must have been first seen to be judged. */
  public Instant cut() {
    return rule.cut();
  }

  /** Whether an example that has a label is for tests. */
  public boolean isTest(Member member) {
    return !seenBefore.contains(member.group());
  }

  /** Where an example belongs. */
  public Side side(Member member) {
    return rule.side(member, !isTest(member));
  }
}
