package com.ytempire.ml.alerts.channel;

import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.core.settings.AlertSettings;
import com.ytempire.ml.core.settings.PagerDutySettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The channels that are set up. */
public final class Channels {
  private Channels() {}

  public static Map<ChannelKind, Channel> of(PlatformSettings settings, Clock clock) {
    String source =
        "ytempire, " + settings.application().environment().name().toLowerCase(Locale.ROOT);
    AlertSettings alerts = settings.alerts();
    Map<ChannelKind, Channel> channels = new EnumMap<>(ChannelKind.class);
    if (alerts.slackWebhook() != null) {
      channels.put(ChannelKind.SLACK, new SlackChannel(alerts.slackWebhook(), source, clock));
    }
    PagerDutySettings pagerDuty = alerts.pagerDuty();
    if (pagerDuty.routingKey() != null) {
      channels.put(
          ChannelKind.PAGERDUTY,
          new PagerDutyChannel(pagerDuty.events(), pagerDuty.routingKey(), source, clock));
    }
    if (alerts.mail() != null) {
      channels.put(ChannelKind.EMAIL, new MailChannel(alerts.mail(), source));
    }
    return channels;
  }
}
