package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes mail, and whom to write to.
 *
 * @param host of {@code SMTP_URL}
 * @param port of it; default 587, of {@code smtps} 465
 * @param tls whether it begins with TLS ({@code smtps}); else STARTTLS is used where the server has
 *     it, and demanded where there is a password
 * @param user of it, empty for none
 * @param password of it
 * @param from {@code ALERT_EMAIL_FROM}: the sender
 * @param to {@code ALERT_EMAIL_TO}: receivers, at least one
 */
public record MailSettings(
    String host, int port, boolean tls, String user, Secret password, String from, List<String> to)
    implements Serializable {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

  public MailSettings {
    to = List.copyOf(to);
  }

  static @Nullable MailSettings from(Variables variables) {
    ServerUrl server =
        variables.parsedOrNull(
            "SMTP_URL",
            ServerUrl::mask,
            "smtp://[user:password@]host:port, or smtps:// for TLS",
            MailSettings::server);
    String from =
        variables.parsedOrNull(
            "ALERT_EMAIL_FROM", text -> text, "an address such as a@b.com", MailSettings::address);
    List<String> to =
        variables.parsedOrNull(
            "ALERT_EMAIL_TO",
            text -> text,
            "addresses such as a@b.com, separated by commas",
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(one -> MailSettings.address(one.trim()))
                    .toList());
    boolean all =
        variables.text("SMTP_URL") != null
            && variables.text("ALERT_EMAIL_FROM") != null
            && variables.text("ALERT_EMAIL_TO") != null;
    boolean none =
        variables.text("SMTP_URL") == null
            && variables.text("ALERT_EMAIL_FROM") == null
            && variables.text("ALERT_EMAIL_TO") == null;
    if (!all && !none) {
      variables.refuse(
          "SMTP_URL, ALERT_EMAIL_FROM and ALERT_EMAIL_TO: one is missing; set all or none");
    }
    if (server == null || from == null || to == null) {
      return null;
    }
    return new MailSettings(
        server.host(),
        server.port(),
        server.scheme().equals("smtps"),
        server.user(),
        new Secret(server.password()),
        from,
        to);
  }

  private static ServerUrl server(String text) {
    int port = text.startsWith("smtps:") ? 465 : 587;
    ServerUrl url = ServerUrl.parse(text, port, "smtp", "smtps");
    if (!url.path().isEmpty() || !url.query().isEmpty()) {
      throw new IllegalArgumentException("it has a path");
    }
    return url;
  }

  private static String address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException("it is no address");
    }
    return text;
  }
}
