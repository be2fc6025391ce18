package com.ytempire.ml.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.alerts.testing.MovingClock;
import com.ytempire.ml.alerts.testing.WireServer;
import com.ytempire.ml.core.settings.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebChannelsTest {
  private final MovingClock clock = new MovingClock(Told.FIRED_AT);
  private final WireServer server = new WireServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void writesToSlackSoThatNothingInItCallsAnybody() throws Exception {
    slack().send(Told.notification(NoticeKind.FIRED));

    assertThat(server.bodies())
        .containsExactly(
            """
            {"text":"CRITICAL: high_latency fires (model=trend_predictor, team=&lt;!channel&gt; &amp; co)",\
            "blocks":[\
            {"type":"section","text":{"type":"mrkdwn","text":":rotating_light: *CRITICAL: high_latency fires \
            (model=trend_predictor, team=&lt;!channel&gt; &amp; co)*"}},\
            {"type":"section","text":{"type":"mrkdwn","text":"answers are late \u2192 look"}},\
            {"type":"section","text":{"type":"mrkdwn","text":"Condition: latency_p95 &gt; 200ms\\n\
            Measured: latency_p95 = 231 ms\\nFired at: 2026-11-23T08:00:00Z"}},\
            {"type":"context","elements":[{"type":"mrkdwn","text":"ytempire, test"}]}]}""");
  }

  @Test
  void triggersAtPagerDutyByTheAlertsFingerprint() throws Exception {
    pagerDuty().send(Told.notification(NoticeKind.ESCALATED));

    assertThat(server.bodies())
        .containsExactly(
            """
            {"routing_key":"routing","event_action":"trigger",\
            "dedup_key":"ytempire-0123456789abcdef0123456789abcdef","client":"ytempire, test",\
            "payload":{"summary":"CRITICAL: high_latency has not ended \
            (model=trend_predictor, team=<!channel> & co)","source":"ytempire, test",\
            "severity":"critical","timestamp":"2026-11-23T08:00:00Z","class":"high_latency",\
            "custom_details":{"Condition":"latency_p95 > 200ms","Measured":"latency_p95 = 231 ms",\
            "Fired at":"2026-11-23T08:00:00Z","Has lasted":"1 h 5 min",\
            "Summary":"answers are late \u2192 look","model":"trend_predictor",\
            "team":"<!channel> & co"}}}""");
  }

  @Test
  void resolvesAtPagerDutyByTheSameKey() throws Exception {
    pagerDuty().send(Told.notification(NoticeKind.RESOLVED));

    assertThat(server.bodies())
        .containsExactly(
            """
            {"routing_key":"routing","event_action":"resolve",\
            "dedup_key":"ytempire-0123456789abcdef0123456789abcdef"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "400, '', true, ",
    "403, '', true, ",
    "404, '', true, ",
    "302, '', true, ",
    "408, '', false, ",
    "429, 30, false, 30",
    "429, '', false, ",
    "429, 999999, false, 3600",
    "503, 'Mon, 23 Nov 2026 08:02:00 GMT', false, 120",
    "500, soon, false, "
  })
  void knowsWhatCanSucceedLater(
      int status, String retryAfter, boolean permanent, @Nullable Long pause) {
    server.answerOnce(
        new WireServer.Answer(
            status, "no", retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter)));

    var failure =
        catchThrowableOfType(
            DeliveryException.class, () -> slack().send(Told.notification(NoticeKind.FIRED)));

    assertThat(failure).hasMessage("status %d: no".formatted(status));
    assertThat(failure.isPermanent()).isEqualTo(permanent);
    assertThat(failure.retryAfter()).isEqualTo(pause == null ? null : Duration.ofSeconds(pause));
  }

  @Test
  void neverTellsTheAddressOfASilentServer() {
    server.stop();

    var failure =
        catchThrowableOfType(
            DeliveryException.class, () -> slack().send(Told.notification(NoticeKind.FIRED)));

    assertThat(failure).hasMessage("no answer: ConnectException").hasNoCause();
    assertThat(failure.isPermanent()).isFalse();
  }

  private SlackChannel slack() {
    return new SlackChannel(new Secret(server.address().toString()), "ytempire, test", clock);
  }

  private PagerDutyChannel pagerDuty() {
    return new PagerDutyChannel(server.address(), new Secret("routing"), "ytempire, test", clock);
  }
}
