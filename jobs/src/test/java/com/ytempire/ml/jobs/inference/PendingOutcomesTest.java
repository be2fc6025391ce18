package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.prediction.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingOutcomesTest {
  private static final long HOUR = 3_600_000;
  private static final String VIDEO = "US|v";

  /** What came of predictions, outcomes by the event that was scored. */
  private static final class Seen implements PendingOutcomes.Results {
    private final Map<String, Outcome> outcomes = new TreeMap<>();
    private final Map<String, Integer> givenUp = new TreeMap<>();

    @Override
    public void outcome(Outcome outcome) {
      assertThat(outcomes.put(outcome.eventId(), outcome)).as("told once").isNull();
    }

    @Override
    public void givenUp(String counter) {
      givenUp.merge(counter, 1, Integer::sum);
    }
  }

  private final Seen seen = new Seen();

  private static OutcomeRules rules(double afterHours, double waitHours, int most) {
    return new OutcomeRules(
        Duration.ofMillis((long) (afterHours * HOUR)),
        Duration.ofMillis((long) (waitHours * HOUR)),
        most);
  }

  private static Snapshot snapshot(String id, double hours, double views) {
    return new Snapshot(VIDEO, id, (long) (hours * HOUR), views, views / 10, Double.NaN);
  }

  private static Answer answer(String id, double hours, double viral, double growth) {
    return new Answer(VIDEO, id, (long) (hours * HOUR), false, "m", "1", "t", 77, viral, growth);
  }

  private static Answer failure(String id, double hours) {
    return new Answer(
        VIDEO, id, (long) (hours * HOUR), true, "", "", "", 0, Double.NaN, Double.NaN);
  }

  private static PendingOutcomes pending(OutcomeRules rules) {
    return new PendingOutcomes(rules, List.of());
  }

  @Test
  void tellsAtTheNextSnapshotWhatBecameOfAPrediction() {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("a", 0, 99), seen);
    pending.take(answer("a", 0, 0.6, 0.5), seen);
    pending.take(snapshot("b", 2, 199), seen);

    Outcome told = seen.outcomes.get("a");
    assertThat(told.nextEventId()).isEqualTo("b");
    assertThat(told.elapsed()).isEqualTo(Duration.ofHours(2));
    assertThat(told.views()).isEqualTo(199);
    assertThat(told.likes()).isEqualTo(19.9);
    assertThat(told.comments()).isNull();
    assertThat(told.logGrowth()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(told.viral()).isTrue();
    assertThat(told.correct()).isTrue();
    assertThat(told.logGrowthError()).isCloseTo(0.5 - Math.log(2), within(1e-12));
    assertThat(told.predictedAt().toEpochMilli()).isEqualTo(77);
    assertThat(pending.pending()).extracting(waiting -> waiting.eventId).containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource({"0.5,119,true", "0.49,119,false", "0.5,118,false", "0.49,118,true"})
  void callsHalfAndMoreAPredictionOfGrowth(double probability, double views, boolean correct) {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("a", 0, 99), seen);
    pending.take(answer("a", 0, probability, Double.NaN), seen);
    pending.take(snapshot("b", 1, views), seen);

    assertThat(seen.outcomes.get("a").correct()).isEqualTo(correct);
    assertThat(seen.outcomes.get("a").logGrowthError()).isNull();
  }

  @Test
  void leavesOpenWhetherAPredictionWasRightThatGaveNoProbability() {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("a", 0, 99), seen);
    pending.take(answer("a", 0, Double.NaN, 1), seen);
    pending.take(snapshot("b", 1, 99), seen);

    assertThat(seen.outcomes.get("a").correct()).isNull();
    assertThat(seen.outcomes.get("a").logGrowthError()).isEqualTo(1.0);
  }

  @Test
  void waitsForASnapshotThatIsStrictlyLaterAndSaysTheViews() {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("a", 1, 99), seen);
    pending.take(answer("a", 1, 0.6, 0.5), seen);
    pending.take(snapshot("b", 1, 100), seen);
    pending.take(snapshot("c", 2, Double.NaN), seen);
    assertThat(seen.outcomes).isEmpty();

    pending.take(snapshot("d", 3, 101), seen);

    assertThat(seen.outcomes.get("a").nextEventId()).isEqualTo("d");
  }

  @Test
  void waitsForTheLeastHorizon() {
    PendingOutcomes pending = pending(rules(24, 100, 64));
    for (int hour = 0; hour <= 25; hour += 5) {
      pending.take(snapshot("s" + hour, hour, 100 + hour), seen);
      pending.take(answer("s" + hour, hour, 0.6, 0.5), seen);
    }

    assertThat(seen.outcomes).containsOnlyKeys("s0");
    assertThat(seen.outcomes.get("s0").nextEventId()).isEqualTo("s25");
  }

  @Test
  void givesUpWhatCannotBeMeasuredAndWhatFailed() {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("blind", 0, Double.NaN), seen);
    pending.take(answer("blind", 0, 0.6, 0.5), seen);
    pending.take(failure("failed", 1), seen);
    pending.take(snapshot("failed", 1, 5), seen);
    pending.take(snapshot("last", 2, 6), seen);
    pending.take(failure("last", 2), seen);

    assertThat(seen.outcomes).isEmpty();
    assertThat(seen.givenUp).isEqualTo(Map.of(InferenceCounters.UNMEASURABLE, 1));
    assertThat(pending.pending()).extracting(waiting -> waiting.eventId).containsExactly("last");
    pending.expire(Long.MAX_VALUE, seen);
    assertThat(seen.givenUp).isEqualTo(Map.of(InferenceCounters.UNMEASURABLE, 1));
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void givesUpTheOldestOfTooMany() {
    PendingOutcomes pending = pending(rules(24, 100, 3));
    for (int hour = 0; hour < 5; hour++) {
      pending.take(answer("s" + hour, hour, 0.6, 0.5), seen);
      pending.take(snapshot("s" + hour, hour, 100), seen);
    }
    assertThat(seen.givenUp).isEqualTo(Map.of(InferenceCounters.DROPPED, 2));

    pending.take(snapshot("end", 50, 100), seen);

    assertThat(seen.outcomes).containsOnlyKeys("s2", "s3", "s4");
  }

  @Test
  void givesUpByASnapshotThatComesTooLateAsByTheClock() {
    PendingOutcomes bySnapshot = pending(rules(0, 10, 64));
    bySnapshot.take(snapshot("a", 0, 100), seen);
    bySnapshot.take(answer("a", 0, 0.6, 0.5), seen);
    assertThat(bySnapshot.nextExpiryMillis()).isEqualTo(10 * HOUR);
    bySnapshot.take(snapshot("b", 10, 100), seen);
    assertThat(seen.givenUp).isEqualTo(Map.of(InferenceCounters.EXPIRED, 1));

    PendingOutcomes byClock = pending(rules(0, 10, 64));
    byClock.take(snapshot("a", 0, 100), seen);
    byClock.take(answer("a", 0, 0.6, 0.5), seen);
    byClock.expire(10 * HOUR - 1, seen);
    assertThat(byClock.isEmpty()).isFalse();
    byClock.expire(10 * HOUR, seen);

    assertThat(byClock.isEmpty()).isTrue();
    assertThat(byClock.nextExpiryMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(seen.givenUp).isEqualTo(Map.of(InferenceCounters.EXPIRED, 2));
    assertThat(seen.outcomes).isEmpty();
  }

  @Test
  void toldTwiceOfASnapshotTellsOnce() {
    PendingOutcomes pending = pending(OutcomeRules.DEFAULT);
    pending.take(snapshot("a", 0, 100), seen);
    pending.take(snapshot("a", 0, 100), seen);
    pending.take(answer("a", 0, 0.6, 0.5), seen);
    pending.take(snapshot("b", 1, 110), seen);

    assertThat(seen.outcomes).containsOnlyKeys("a");
  }

  /**
   * Snapshots in order and answers in any order against what a look at all snapshots says; state is
   * written and read between any two.
   */
  @Test
  void resultsDoNotDependOnWhenAnswersCome() {
    long seed = 20261122;
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      OutcomeRules rules =
          rules(
              random.nextInt(3) * 2,
              8 + random.nextInt(30),
              random.nextBoolean() ? 100 : 1 + random.nextInt(4));
      List<Snapshot> snapshots = new ArrayList<>();
      Map<String, Answer> answers = new HashMap<>();
      double hour = 0;
      for (int i = 0; i < 40; i++) {
        hour += random.nextInt(3) * random.nextDouble() * (random.nextInt(20) == 0 ? 30 : 3);
        String id = "s%02d".formatted(i);
        snapshots.add(
            snapshot(id, hour, random.nextInt(8) == 0 ? Double.NaN : random.nextInt(1000)));
        answers.put(
            id,
            random.nextInt(10) == 0
                ? failure(id, hour)
                : answer(id, hour, random.nextDouble(), random.nextGaussian()));
      }

      Seen atOnce = play(rules, snapshots, answers, 0, random);
      Seen later = play(rules, snapshots, answers, 25, random);

      String what = "seed %d, round %d, %s".formatted(seed, round, rules);
      assertThat(later.outcomes).as(what).isEqualTo(atOnce.outcomes);
      assertThat(later.givenUp).as(what).isEqualTo(atOnce.givenUp);
      if (rules.maxPending() == 100) {
        assertThat(nextOf(atOnce)).as(what).isEqualTo(oracle(rules, snapshots, answers));
      }
    }
  }

  /** Plays snapshots in order; each answer comes up to {@code lag} snapshots before or after. */
  private static Seen play(
      OutcomeRules rules,
      List<Snapshot> snapshots,
      Map<String, Answer> answers,
      int lag,
      Random random) {
    TreeMap<Double, Consumer<PendingOutcomes>> script = new TreeMap<>();
    var seen = new Seen();
    for (int i = 0; i < snapshots.size(); i++) {
      Snapshot snapshot = snapshots.get(i);
      Answer answer = answers.get(snapshot.eventId());
      script.put((double) i, pending -> pending.take(snapshot, seen));
      double at = i + 0.25 + (lag == 0 ? 0 : random.nextDouble() * 2 * lag - lag);
      script.put(at, pending -> pending.take(answer, seen));
    }
    byte[] state = PendingFormat.write(Long.MAX_VALUE, List.of());
    for (Consumer<PendingOutcomes> step : script.values()) {
      var pending = new PendingOutcomes(rules, PendingFormat.read(VIDEO, state).pending());
      step.accept(pending);
      assertThat(pending.pending().stream().filter(Pending::awaitsNext).count())
          .isLessThanOrEqualTo(rules.maxPending());
      state = PendingFormat.write(Long.MAX_VALUE, pending.pending());
    }
    return seen;
  }

  private static Map<String, String> nextOf(Seen seen) {
    Map<String, String> next = new TreeMap<>();
    seen.outcomes.forEach((event, outcome) -> next.put(event, outcome.nextEventId()));
    return next;
  }

  private static Map<String, String> oracle(
      OutcomeRules rules, List<Snapshot> snapshots, Map<String, Answer> answers) {
    Map<String, String> next = new TreeMap<>();
    for (Snapshot scored : snapshots) {
      if (answers.get(scored.eventId()).failed() || Double.isNaN(scored.views())) {
        continue;
      }
      for (Snapshot later : snapshots) {
        long elapsed = later.eventMillis() - scored.eventMillis();
        if (elapsed > 0
            && elapsed >= rules.minHorizon().toMillis()
            && !Double.isNaN(later.views())) {
          if (elapsed < rules.longestWait().toMillis()) {
            next.put(scored.eventId(), later.eventId());
          }
          break;
        }
      }
    }
    return next;
  }

  @Test
  void refusesStateOfAnotherFormat() {
    assertThatThrownBy(() -> PendingFormat.read(VIDEO, new byte[] {9, 0, 0}))
        .hasMessageContaining("US|v")
        .hasMessageContaining("version 9");
  }
}
