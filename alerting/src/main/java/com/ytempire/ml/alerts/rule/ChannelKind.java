package com.ytempire.ml.alerts.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways in which people are told. */
public enum ChannelKind {
  SLACK("SLACK_WEBHOOK_URL"),
  PAGERDUTY("PAGERDUTY_ROUTING_KEY"),
  EMAIL("SMTP_URL, ALERT_EMAIL_FROM and ALERT_EMAIL_TO");

  private final String variables;

  ChannelKind(String variables) {
    this.variables = variables;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What has to be set for it. */
  public String variables() {
    return variables;
  }

  public static Optional<ChannelKind> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ChannelKind::word).toList();
  }
}
