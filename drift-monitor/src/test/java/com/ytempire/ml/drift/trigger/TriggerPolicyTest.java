package com.ytempire.ml.drift.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriggerPolicyTest {
  private static final ModelRef MODEL = new ModelRef("trend_predictor", "0.1.0");
  private static final Instant START = Instant.parse("2026-02-03T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(1);

  private final TriggerPolicy policy = new TriggerPolicy(rules(2, 3));

  private static TriggerRules rules(int windows, int of) {
    return new TriggerRules(windows, of, Duration.ofHours(6), Deployment.IF_BETTER, null);
  }

  private static Instant start(int window) {
    return START.plus(LENGTH.multipliedBy(window));
  }

  private static TriggerEvidence evidence(int window, String name, double statistic, double p) {
    return new TriggerEvidence(
        "feature",
        name,
        "all",
        start(window),
        start(window + 1),
        "ks",
        statistic,
        0.1,
        p,
        900,
        800);
  }

  /** Windows one after another: D has drifted, s is stable. */
  private static List<JudgedWindow> windows(String verdicts) {
    List<JudgedWindow> windows = new ArrayList<>();
    for (int i = 0; i < verdicts.length(); i++) {
      List<TriggerEvidence> evidence =
          verdicts.charAt(i) == 'D' ? List.of(evidence(i, "views", 0.3, 1e-6)) : List.of();
      windows.add(new JudgedWindow(start(i), start(i + 1), evidence));
    }
    return windows;
  }

  private boolean triggers(String verdicts) {
    return policy.decide(MODEL, windows(verdicts), null).isPresent();
  }

  @Test
  void someOfTheLastWindowsMustHaveDriftedTheNewestAmongThem() {
    assertThat(triggers("")).isFalse();
    assertThat(triggers("D")).isFalse();
    assertThat(triggers("DD")).isTrue();
    assertThat(triggers("DsD")).isTrue();
    assertThat(triggers("DssD")).as("too long ago").isFalse();
    assertThat(triggers("DDs")).as("it is over").isFalse();
    assertThat(triggers("sss")).isFalse();
  }

  @Test
  void aTriggerTellsSinceWhenAndWhyTheStrongestFirst() {
    List<JudgedWindow> windows =
        List.of(
            new JudgedWindow(start(0), start(1), List.of(evidence(0, "likes", 0.2, 1e-3))),
            new JudgedWindow(start(1), start(2), List.of()),
            new JudgedWindow(
                start(2),
                start(3),
                List.of(
                    evidence(2, "b", 0.2, 1e-4),
                    evidence(2, "a", 0.2, 1e-4),
                    evidence(2, "accuracy", 0.3, Double.NaN),
                    evidence(2, "views", 0.5, 1e-9),
                    evidence(2, "c", 0.4, 1e-4))));

    RetrainingTrigger trigger = policy.decide(MODEL, windows, null).orElseThrow();

    assertThat(trigger.since()).isEqualTo(start(0));
    assertThat(trigger.at()).isEqualTo(start(3));
    assertThat(trigger.model()).isEqualTo(MODEL);
    assertThat(trigger.evidence())
        .extracting(TriggerEvidence::name)
        .containsExactly("views", "c", "a", "b", "accuracy", "likes");
    assertThat(trigger.reason())
        .isEqualTo(
            "2 of the last 3 windows have drifted: feature views (ks 0.500, threshold 0.100),"
                + " feature c (ks 0.400, threshold 0.100), feature a (ks 0.200, threshold 0.100)"
                + " and 2 more");
  }

  @Test
  void nothingIsTriggeredDuringTheCooldown() {
    List<JudgedWindow> windows = windows("DDDDDDDD");
    Instant last = start(2);

    assertThat(policy.decide(MODEL, windows.subList(0, 7), last)).as("5 h later").isEmpty();
    assertThat(policy.decide(MODEL, windows, last)).as("6 h later").isPresent();
  }

  @Test
  void ofWindowsThatEndTogetherThoseThatFollowEachOtherGiveTheEvidence() {
    List<JudgedWindow> tumbling = windows("sDD");
    List<JudgedWindow> sliding =
        windows("DDD").stream()
            .map(one -> new JudgedWindow(one.start().minus(LENGTH), one.end(), one.evidence()))
            .toList();
    Map<WindowKind, List<JudgedWindow>> both =
        Map.of(WindowKind.SLIDING, sliding, WindowKind.TUMBLING, tumbling);

    assertThat(policy.decide(MODEL, both, start(3), null))
        .isEqualTo(policy.decide(MODEL, tumbling, null))
        .isPresent();
    assertThat(
            policy.decide(
                MODEL,
                Map.of(WindowKind.SLIDING, sliding, WindowKind.TUMBLING, windows("DDs")),
                start(3),
                null))
        .as("where they are no evidence")
        .isEqualTo(policy.decide(MODEL, sliding, null))
        .isPresent();
    assertThat(
            policy.decide(
                MODEL,
                Map.of(WindowKind.SLIDING, sliding, WindowKind.TUMBLING, windows("DD")),
                start(3),
                null))
        .as("where none of them ends then")
        .isEqualTo(policy.decide(MODEL, sliding, null));
    assertThat(policy.decide(MODEL, both, start(4), null)).isEmpty();
  }

  @Test
  void theSameWindowsGiveTheSameTrigger() {
    Optional<RetrainingTrigger> once = policy.decide(MODEL, windows("sDD"), null);

    assertThat(policy.decide(MODEL, windows("sDD"), null)).isEqualTo(once).isPresent();
    assertThat(policy.decide(new ModelRef("trend_predictor", "0.2.0"), windows("sDD"), null))
        .hasValueSatisfying(other -> assertThat(other.id()).isNotEqualTo(once.orElseThrow().id()));
  }

  @Test
  void ofManyColumnsTheStrongestAreKept() {
    List<TriggerEvidence> many =
        IntStream.range(0, 50).mapToObj(i -> evidence(0, "f" + i, 0.2, 1.0 / (1 + i))).toList();

    assertThat(TriggerPolicy.strongest(many))
        .hasSize(TriggerPolicy.MOST_EVIDENCE)
        .startsWith(many.get(49))
        .doesNotContain(many.get(0));
  }
}
