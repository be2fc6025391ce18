package com.ytempire.ml.alerts.notice;

import com.ytempire.ml.alerts.state.NoticeKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The same words for every channel. */
public final class Wording {
  private Wording() {}

  /** "CRITICAL: high_latency fires (model=trend_predictor, version=1.2.3)". */
  public static String title(Notification notification) {
    Content content = notification.content();
    String labels =
        content.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    String severity =
        notification.kind() == NoticeKind.RESOLVED
            ? "RESOLVED"
            : content.severity().word().toUpperCase(Locale.ROOT);
    String verb =
        switch (notification.kind()) {
          case FIRED -> " fires";
          case REMINDER -> " still fires";
          case ESCALATED -> " has not ended";
          case RESOLVED -> " is over";
          case TEST -> " is a test";
        };
    return severity + ": " + content.rule() + verb + (labels.isEmpty() ? "" : " (" + labels + ")");
  }

  /** What is worth knowing, in order: names and texts. */
  public static Map<String, String> facts(Notification notification) {
    Content content = notification.content();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Condition", content.condition());
    facts.put(notification.kind() == NoticeKind.RESOLVED ? "Now" : "Measured", content.value());
    facts.put("Fired at", content.firedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    Duration age = Duration.between(content.firedAt(), content.at());
    if (notification.kind() != NoticeKind.FIRED && notification.kind() != NoticeKind.TEST) {
      facts.put(notification.kind() == NoticeKind.RESOLVED ? "Lasted" : "Has lasted", shown(age));
    }
    return facts;
  }

  private static String shown(Duration age) {
    long minutes = age.toMinutes();
    if (minutes < 1) {
      return age.toSeconds() + " s";
    }
    return minutes < 60 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
