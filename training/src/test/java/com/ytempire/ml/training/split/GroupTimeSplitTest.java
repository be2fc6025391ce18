package com.ytempire.ml.training.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.split.GroupTimeSplit.Member;
import com.ytempire.ml.training.testing.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupTimeSplitTest {
  private static final long SEED = 5;

  /** 400 groups that begin at some time and are seen for five days. */
  private static List<Member> members() {
    var random = new Random(SEED);
    List<Member> members = new ArrayList<>();
    for (int group = 0; group < 400; group++) {
      Instant first = Snapshots.START.plus(Duration.ofHours(random.nextInt(24 * 60)));
      for (int day = 0; day < 5; day++) {
        Instant at = first.plus(Duration.ofDays(day));
        members.add(new Member("g" + group, at, at.plus(Duration.ofDays(1))));
      }
    }
    members.sort(Comparator.comparing(Member::at));
    return members;
  }

  private static Map<Side, List<Member>> sides(List<Member> members, GroupTimeSplit split) {
    Map<Side, List<Member>> sides = new EnumMap<>(Side.class);
    for (Member member : members) {
      sides.computeIfAbsent(split.side(member), side -> new ArrayList<>()).add(member);
    }
    return sides;
  }

  @Test
  void noGroupIsOnTwoSidesAndNothingJudgedWasKnownWhenLearningEnded() {
    List<Member> members = members();
    GroupTimeSplit split = GroupTimeSplit.of(members, new DataSplit(0.6, 0.2, 0.2), 1);
    Map<Side, List<Member>> sides = sides(members, split);

    Map<String, Side> sideByGroup = new HashMap<>();
    sides.forEach(
        (side, ofSide) -> {
          if (side != Side.NONE) {
            ofSide.forEach(
                member ->
                    assertThat(sideByGroup.merge(member.group(), side, (a, b) -> a))
                        .as(member.group())
                        .isEqualTo(side));
          }
        });
    assertThat(sides.get(Side.TEST)).allMatch(member -> !member.at().isBefore(split.cut()));
    assertThat(sides.get(Side.TRAIN)).allMatch(member -> member.labelAt().isBefore(split.cut()));
    assertThat(sides.get(Side.VALIDATION))
        .allMatch(member -> member.labelAt().isBefore(split.cut()));
    double learnt = sides.get(Side.TRAIN).size() + sides.get(Side.VALIDATION).size();
    assertThat(sides.get(Side.VALIDATION).size() / learnt).isCloseTo(0.25, within(0.06));
    assertThat(sides.get(Side.TEST).size()).isBetween(200, 400);
  }

  @Test
  void theSeedDecidesWhichGroupsAreForValidation() {
    List<Member> members = members();
    var shares = new DataSplit(0.6, 0.2, 0.2);

    Map<Side, List<Member>> one = sides(members, GroupTimeSplit.of(members, shares, 1));
    Map<Side, List<Member>> again = sides(members, GroupTimeSplit.of(members, shares, 1));
    Map<Side, List<Member>> other = sides(members, GroupTimeSplit.of(members, shares, 2));

    assertThat(again).isEqualTo(one);
    assertThat(other.get(Side.VALIDATION)).isNotEqualTo(one.get(Side.VALIDATION));
    assertThat(other.get(Side.TEST)).isEqualTo(one.get(Side.TEST));
  }

  @Test
  void withoutAShareForTestsEverythingIsLearntFrom() {
    List<Member> members = members();

    Map<Side, List<Member>> sides =
        sides(members, GroupTimeSplit.of(members, new DataSplit(1, 0, 0), 1));

    assertThat(sides).containsOnlyKeys(Side.TRAIN);
    assertThat(sides.get(Side.TRAIN)).hasSameSizeAs(members);
  }

  @Test
  void whatHasNoLabelIsOnNoSideButTellsWhenItsGroupWasFirstSeen() {
    Instant start = Snapshots.START;
    List<Member> members =
        List.of(
            new Member("a", start, Example.NEVER),
            new Member("b", start.plusSeconds(1), start.plusSeconds(2)),
            new Member("a", start.plusSeconds(3), start.plusSeconds(4)),
            new Member("c", start.plusSeconds(3), start.plusSeconds(4)));

    GroupTimeSplit split = GroupTimeSplit.of(members, new DataSplit(0.34, 0, 0.66), 1);

    assertThat(members.stream().map(split::side))
        .containsExactly(Side.NONE, Side.TRAIN, Side.NONE, Side.TEST);
  }
}
