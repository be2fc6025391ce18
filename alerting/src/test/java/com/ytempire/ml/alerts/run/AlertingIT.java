package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.state.Phase;
import com.ytempire.ml.alerts.store.AlertHistory;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Changes;
import com.ytempire.ml.alerts.store.Silence;
import com.ytempire.ml.alerts.store.Unset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a file of rules over metrics of a real database to what arrives on the wire. */
class AlertingIT extends AlertingCase {

  @Test
  void flappingMetricGivesOneNotificationAndOneResolve() throws Exception {
    Evaluator evaluator = evaluator("one", RULES);
    Delivery delivery = delivery();

    for (char reading : "x.x.x..x...x.x....x......".toCharArray()) {
      minuteWith(reading == 'x' ? 350 : 50);
      assertThat(evaluator.look()).isTrue();
      delivery.deliver();
    }

    assertThat(slack.bodies()).hasSize(2);
    assertThat(slack.bodies().get(0))
        .contains("WARNING: high_latency fires (model=trend_predictor, version=1.2.3)")
        .contains("latency_p95 = 350 ms");
    assertThat(slack.bodies().get(1)).contains("RESOLVED: high_latency is over");
    assertThat(new AlertHistory(database).incidents(Optional.empty(), 10))
        .singleElement()
        .satisfies(
            incident ->
                assertThat(Duration.between(incident.firedAt(), incident.resolvedAt()))
                    .isEqualTo(Duration.ofMinutes(24)));
  }

  @Test
  void killedProcessIsFollowedByOneThatTellsNothingTwice() throws Exception {
    minuteWith(350);
    evaluator("killed", RULES).look();
    delivery().deliver();

    // Nobody has given the right to evaluate back.
    Evaluator next = evaluator("next", RULES);
    assertThat(next.look()).isFalse();
    loseLease();
    for (int millis : new int[] {350, 50, 50, 50, 50, 50, 50}) {
      minuteWith(millis);
      assertThat(next.look()).isTrue();
      delivery().deliver();
    }

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)");
  }

  @Test
  void whoWasHeldUpForTooLongWritesNothing() throws Exception {
    var store = new AlertStore(database);
    assertThat(store.claim("slow", MINUTE)).isTrue();
    loseLease();
    assertThat(store.claim("quick", MINUTE)).isTrue();

    boolean evaluated =
        store.evaluate(
            "slow",
            MINUTE,
            clock.instant(),
            new Unset(Set.of()),
            before -> new Changes(List.of(), List.of(), List.of(), List.of()));

    assertThat(evaluated).isFalse();
    store.release("quick");
    assertThat(store.claim("slow", MINUTE)).isTrue();
  }

  @Test
  void silenceOfSomebodyHoldsUntilItEnds() throws Exception {
    var store = new AlertStore(database);
    Instant now = clock.instant();
    store.silence(
        new Silence(
            UUID.randomUUID(), "high_latency", now, now.plus(Duration.ofMinutes(3)), null, "me"));
    Evaluator evaluator = evaluator("one", RULES);
    for (int minute = 0; minute < 2; minute++) {
      minuteWith(350);
      evaluator.look();
      delivery().deliver();
    }
    assertThat(slack.bodies()).isEmpty();
    assertThat(store.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state().phase()).isEqualTo(Phase.FIRING));

    minuteWith(350);
    evaluator.look();
    delivery().deliver();

    assertThat(slack.bodies()).hasSize(1);
  }

  @Test
  void endsTheAlertOfARuleThatIsTakenOut() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    minuteWith(350);
    evaluator("one", "alerts: []\n").look();
    delivery().deliver();

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)");
    assertThat(new AlertStore(database).checks()).isEmpty();
  }
}
