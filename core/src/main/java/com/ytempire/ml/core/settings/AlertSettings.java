package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, and the ways in which people are told of them. The operator sets the addresses, so any is
 * allowed, private ones included.
 *
 * @param file {@code ALERTS_FILE}: the rules, or null for those that come with the platform
 * @param interval {@code ALERT_INTERVAL_MS}: time between two evaluations, 100 to 3,600,000 ms,
 *     default 30 s
 * @param slackWebhook {@code SLACK_WEBHOOK_URL}: {@code http} or {@code https}; secret, because who
 *     has it may post; null: nobody is told by Slack
 * @param pagerDuty PagerDuty
 * @param mail e-mail, or null: nobody is told by it
 */
public record AlertSettings(
    @Nullable String file,
    Duration interval,
    @Nullable Secret slackWebhook,
    PagerDutySettings pagerDuty,
    @Nullable MailSettings mail)
    implements Serializable {

  static AlertSettings from(Variables variables) {
    return new AlertSettings(
        variables.text("ALERTS_FILE"),
        variables.millis("ALERT_INTERVAL_MS", 30_000, 100, 3_600_000),
        variables.parsedOrNull(
            "SLACK_WEBHOOK_URL",
            text -> Secret.MASK,
            "https://hooks.slack.com/services/... or another http or https address",
            text -> new Secret(WebAddress.of(text).toString())),
        PagerDutySettings.from(variables),
        MailSettings.from(variables));
  }
}
