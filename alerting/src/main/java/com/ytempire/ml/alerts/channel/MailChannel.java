package com.ytempire.ml.alerts.channel;

import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.notice.Wording;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.core.settings.MailSettings;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Plain text by SMTP, one message to all receivers. Where there is a password it is sent over TLS
 * only. Answers that begin with 5 are final, as SMTP has it.
 */
public final class MailChannel implements Channel {
  private static final String TIMEOUT_MILLIS = "10000";

  private final MailSettings settings;
  private final String source;
  private final Session session;

  /**
   * @param source who tells, such as "ytempire, production"
   */
  public MailChannel(MailSettings settings, String source) {
    this.settings = settings;
    this.source = source;
    this.session = Session.getInstance(properties(settings), authenticator(settings));
  }

  private static Properties properties(MailSettings settings) {
    String protocol = settings.tls() ? "mail.smtps." : "mail.smtp.";
    boolean secret = !settings.user().isEmpty();
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", settings.tls() ? "smtps" : "smtp");
    properties.setProperty(protocol + "host", settings.host());
    properties.setProperty(protocol + "port", Integer.toString(settings.port()));
    properties.setProperty(protocol + "auth", Boolean.toString(secret));
    properties.setProperty(protocol + "starttls.enable", "true");
    properties.setProperty(
        protocol + "starttls.required", Boolean.toString(secret && !settings.tls()));
    properties.setProperty(protocol + "ssl.checkserveridentity", "true");
    // One receiver that is refused does not keep the others from hearing of it.
    properties.setProperty(protocol + "sendpartial", "true");
    properties.setProperty(protocol + "connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty(protocol + "timeout", TIMEOUT_MILLIS);
    properties.setProperty(protocol + "writetimeout", TIMEOUT_MILLIS);
    return properties;
  }

  private static Authenticator authenticator(MailSettings settings) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(settings.user(), settings.password().reveal());
      }
    };
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public void send(Notification notification) throws DeliveryException {
    try {
      Transport.send(message(notification));
    } catch (MessagingException e) {
      String reason = reason(e);
      throw isFinal(e) ? DeliveryException.permanent(reason) : DeliveryException.passing(reason);
    }
  }

  private MimeMessage message(Notification notification) throws MessagingException {
    String domain = settings.from().substring(settings.from().indexOf('@') + 1);
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            // One that is sent twice is known as the same.
            setHeader("Message-ID", "<%s@%s>".formatted(notification.id(), domain));
          }
        };
    message.setFrom(new InternetAddress(settings.from()));
    for (String receiver : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
    }
    Content content = notification.content();
    message.setSubject(Wording.title(notification), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(content.at()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(notification), StandardCharsets.UTF_8.name());
    return message;
  }

  private String text(Notification notification) {
    var text = new StringBuilder(Wording.title(notification)).append("\n\n");
    String summary = notification.content().summary();
    if (summary != null) {
      text.append(summary).append("\n\n");
    }
    Wording.facts(notification)
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append("\n-- \n").append(source).append('\n').toString();
  }

  private static boolean isFinal(MessagingException failure) {
    for (Exception one = failure; one != null; one = next(one)) {
      int code =
          one instanceof SMTPSendFailedException sent
              ? sent.getReturnCode()
              : one instanceof SMTPAddressFailedException address
                  ? address.getReturnCode()
                  : one instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : 0;
      if (code != 0) {
        return code / 100 == 5;
      }
    }
    return false;
  }

  private static @Nullable Exception next(Exception one) {
    return one instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  /** What the server said, without what was said to it. */
  private static String reason(MessagingException failure) {
    Exception told = failure;
    Exception cause = next(told);
    while (told instanceof SendFailedException && cause != null) {
      told = cause;
      cause = next(told);
    }
    String message = String.valueOf(told.getMessage()).strip().replaceAll("\\s+", " ");
    return told.getClass().getSimpleName() + ": " + message;
  }
}
