package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.alerts.store.AlertHistory.SentNotification;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.alerts.testing.WireServer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is to be told arrives, or is seen not to have. */
class DeliveryIT extends AlertingCase {

  @Test
  void deadSlackEndpointLosesNothing() throws Exception {
    Evaluator evaluator =
        evaluator("one", RULES.replace("window: 1m", "window: 1m\n    resolve_after: 1m"));
    Delivery delivery = delivery();
    UUID other = answered.version("title_scorer", "0.1.0");

    slack.stop();
    for (int millis : new int[] {350, 50, 50, 400}) {
      minuteWith(millis);
      answered.slow(other, 20, millis == 400 ? 50 : 300, clock.instant().minusSeconds(1));
      evaluator.look();
      delivery.deliver();
    }
    assertThat(slack.bodies()).isEmpty();
    assertThat(notifications()).extracting(SentNotification::state).containsOnly("waiting");
    assertThat(notifications())
        .filteredOn(one -> one.attempts() > 0)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.lastError()).isEqualTo("no answer: ConnectException"));

    slack.startAgain();
    slack.answerOnce(WireServer.Answer.of(503));
    slack.answerOnce(new WireServer.Answer(429, "slow down", Map.of("Retry-After", "600")));
    int looks = 0;
    while (notifications().stream().anyMatch(one -> one.state().equals("waiting"))) {
      assertThat(looks++).as("looks until all is delivered").isLessThan(10);
      clock.advance(Duration.ofMinutes(5));
      delivery().deliver();
    }

    // Each once, and those of one alert in their order.
    assertThat(titles())
        .containsExactlyInAnyOrder(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=title_scorer, version=0.1.0)")
        .containsSubsequence(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)");
    assertThat(notifications())
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo("delivered");
              assertThat(one.deliveredAt()).isNotNull();
            });
  }

  @Test
  void handsOutEachNotificationOnceAndThoseOfAnAlertInTheirOrder() throws Exception {
    Evaluator evaluator = evaluator("one", RULES + "    resolve_after: 1m\n");
    for (int millis : new int[] {350, 50, 50}) {
      minuteWith(millis);
      evaluator.look();
    }
    var outbox = new Outbox(database);

    var first = outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE);
    var second = outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE);

    assertThat(first.map(taken -> taken.notification().kind())).contains(NoticeKind.FIRED);
    assertThat(second).isEmpty();
    outbox.delivered(first.orElseThrow().notification().id(), clock.instant());
    assertThat(outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE))
        .map(taken -> taken.notification().kind())
        .contains(NoticeKind.RESOLVED);
    // Whoever took it died.
    assertThat(outbox.take(ChannelKind.SLACK, clock.instant().plus(MINUTE), MINUTE))
        .map(Outbox.Taken::attempts)
        .contains(1);
  }

  @Test
  void addsNoReminderToWhatStillWaits() throws Exception {
    slack.stop();
    Evaluator evaluator = evaluator("one", RULES + "    repeat_every: 1m\n");
    for (int minute = 0; minute < 5; minute++) {
      minuteWith(350);
      evaluator.look();
    }
    assertThat(notifications()).extracting(SentNotification::kind).containsExactly("fired");

    slack.startAgain();
    delivery().deliver();
    minuteWith(350);
    evaluator.look();
    delivery().deliver();

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency still fires (model=trend_predictor, version=1.2.3)");
  }

  @Test
  void keepsWhatCannotBeToldUntilTheChannelIsSetUp() throws Exception {
    minuteWith(350);
    var options = Evaluator.Options.of("one", MINUTE, Set.of(ChannelKind.SLACK));
    evaluator(options, RULES).look();
    assertThat(delivery().deliver()).isZero();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError()).isEqualTo("not set up: set SLACK_WEBHOOK_URL");
            });

    assertThat(new Outbox(database).revive(Set.of(ChannelKind.SLACK), clock.instant())).isOne();
    delivery().deliver();

    assertThat(titles()).hasSize(1);
  }

  @Test
  void showsARefusedNotificationAndDoesNotRepeatIt() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    slack.answerOnce(new WireServer.Answer(404, "no_service", Map.of()));
    delivery().deliver();
    clock.advance(Duration.ofHours(1));
    delivery().deliver();

    assertThat(slack.bodies()).isEmpty();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError()).isEqualTo("status 404: no_service");
            });
  }

  @Test
  void givesUpAfterThreeDaysAndSaysSo() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    slack.stop();
    delivery().deliver();
    clock.advance(Outbox.GIVEN_UP_AFTER.plusSeconds(1));

    assertThat(new Outbox(database).giveUp(clock.instant())).isOne();

    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError())
                  .isEqualTo("given up after 3 days: no answer: ConnectException");
            });
  }
}
