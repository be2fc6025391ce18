package com.ytempire.ml.alerts.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.notice.Wording;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** Slack's incoming webhooks: a text for notifications on screens, and blocks for the channel. */
public final class SlackChannel implements Channel {
  private final JsonPost post;
  private final String source;

  /**
   * @param webhook the address, which is the secret
   * @param source who tells, such as "ytempire, production"
   */
  public SlackChannel(Secret webhook, String source, Clock clock) {
    this.post = new JsonPost(URI.create(webhook.reveal()), clock);
    this.source = source;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SLACK;
  }

  @Override
  public void send(Notification notification) throws DeliveryException, InterruptedException {
    post.send(json -> write(json, notification));
  }

  private void write(JsonGenerator json, Notification notification) throws IOException {
    String title = escaped(Wording.title(notification));
    json.writeStartObject();
    json.writeStringField("text", title);
    json.writeArrayFieldStart("blocks");
    section(json, "%s *%s*".formatted(sign(notification), title));
    String summary = notification.content().summary();
    if (summary != null) {
      section(json, escaped(summary));
    }
    section(json, facts(Wording.facts(notification)));
    json.writeStartObject();
    json.writeStringField("type", "context");
    json.writeArrayFieldStart("elements");
    text(json, escaped(source));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "%s: %s".formatted(fact.getKey(), escaped(fact.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String sign(Notification notification) {
    if (notification.kind() == NoticeKind.RESOLVED) {
      return ":white_check_mark:";
    }
    return switch (notification.content().severity()) {
      case INFO -> ":information_source:";
      case WARNING -> ":warning:";
      case CRITICAL -> ":rotating_light:";
    };
  }

  private static void section(JsonGenerator json, String markdown) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "section");
    json.writeFieldName("text");
    text(json, markdown);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String markdown) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "mrkdwn");
    json.writeStringField("text", markdown);
    json.writeEndObject();
  }

  /** The three characters that Slack gives a meaning; {@code <!channel>} would call everybody. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
