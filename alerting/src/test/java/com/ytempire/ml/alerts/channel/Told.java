package com.ytempire.ml.alerts.channel;

import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.alerts.state.NoticeKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Notifications for tests of channels. */
final class Told {
  static final Instant FIRED_AT = Instant.parse("2026-11-23T08:00:00Z");

  private Told() {}

  static Notification notification(NoticeKind kind) {
    return new Notification(
        new UUID(0, 7),
        new UUID(0, 1),
        "0123456789abcdef0123456789abcdef",
        ChannelKind.SLACK,
        kind,
        new Content(
            "high_latency",
            Severity.CRITICAL,
            "latency_p95 > 200ms",
            "latency_p95 = 231 ms",
            new TreeMap<>(Map.of("model", "trend_predictor", "team", "<!channel> & co")),
            "answers are late \u2192 look",
            FIRED_AT,
            kind == NoticeKind.FIRED ? FIRED_AT : FIRED_AT.plusSeconds(3900)));
  }
}
