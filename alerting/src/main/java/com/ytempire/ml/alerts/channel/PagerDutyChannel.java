package com.ytempire.ml.alerts.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.notice.Wording;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * PagerDuty's Events API v2. An alert is one incident there: its fingerprint is the key by which
 * PagerDuty knows reminders and the end of what it was told before.
 */
public final class PagerDutyChannel implements Channel {
  private static final int LONGEST_SUMMARY = 1024;

  private final JsonPost post;
  private final Secret routingKey;
  private final String source;

  /**
   * @param events where events go
   * @param routingKey integration key of a service
   * @param source who tells, such as "ytempire, production"
   */
  public PagerDutyChannel(URI events, Secret routingKey, String source, Clock clock) {
    this.post = new JsonPost(events, clock);
    this.routingKey = routingKey;
    this.source = source;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PAGERDUTY;
  }

  @Override
  public void send(Notification notification) throws DeliveryException, InterruptedException {
    post.send(json -> write(json, notification));
  }

  private void write(JsonGenerator json, Notification notification) throws IOException {
    boolean over = notification.kind() == NoticeKind.RESOLVED;
    json.writeStartObject();
    json.writeStringField("routing_key", routingKey.reveal());
    json.writeStringField("event_action", over ? "resolve" : "trigger");
    json.writeStringField("dedup_key", "ytempire-" + notification.fingerprint());
    if (!over) {
      json.writeStringField("client", source);
      json.writeFieldName("payload");
      payload(json, notification);
    }
    json.writeEndObject();
  }

  private void payload(JsonGenerator json, Notification notification) throws IOException {
    Content content = notification.content();
    String title = Wording.title(notification);
    json.writeStartObject();
    json.writeStringField("summary", title.substring(0, Math.min(title.length(), LONGEST_SUMMARY)));
    json.writeStringField("source", source);
    // The words are PagerDuty's own.
    json.writeStringField("severity", content.severity().word());
    json.writeStringField("timestamp", content.firedAt().toString());
    json.writeStringField("class", content.rule());
    json.writeFieldName("custom_details");
    json.writeStartObject();
    for (Map.Entry<String, String> fact : Wording.facts(notification).entrySet()) {
      json.writeStringField(fact.getKey(), fact.getValue());
    }
    if (content.summary() != null) {
      json.writeStringField("Summary", content.summary());
    }
    for (Map.Entry<String, String> label : content.labels().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
