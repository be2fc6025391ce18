package com.ytempire.ml.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.core.settings.MailSettings;
import com.ytempire.ml.core.settings.Secret;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailChannelTest {

  @Test
  void writesOneMessageToEverybody() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      channel(server.getSmtp().getPort()).send(Told.notification(NoticeKind.RESOLVED));

      MimeMessage[] received = server.getReceivedMessages();
      assertThat(received).hasSize(2);
      MimeMessage message = received[0];
      assertThat(message.getSubject())
          .isEqualTo(
              "RESOLVED: high_latency is over (model=trend_predictor, team=<!channel> & co)");
      assertThat(message.getMessageID())
          .isEqualTo("<00000000-0000-0000-0000-000000000007@example.com>");
      assertThat(Arrays.stream(message.getAllRecipients()).map(Object::toString))
          .containsExactly("a@example.com", "b@example.com");
      assertThat(message.getContent().toString().replace("\r\n", "\n"))
          .isEqualTo(
              """
              RESOLVED: high_latency is over (model=trend_predictor, team=<!channel> & co)

              answers are late \u2192 look

              Condition: latency_p95 > 200ms
              Now: latency_p95 = 231 ms
              Fired at: 2026-11-23T08:00:00Z
              Lasted: 1 h 5 min

              --\s
              ytempire, test""");
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({"550 no such user, true", "451 try again later, false"})
  void knowsWhatCanSucceedLater(String answer, boolean permanent) throws Exception {
    try (var socket = new ServerSocket(0)) {
      var server = new Thread(() -> refuse(socket, answer), "smtp");
      server.start();

      var failure =
          catchThrowableOfType(
              DeliveryException.class,
              () -> channel(socket.getLocalPort()).send(Told.notification(NoticeKind.FIRED)));

      assertThat(failure).hasMessageContaining(answer);
      assertThat(failure.isPermanent()).isEqualTo(permanent);
      server.join();
    }
  }

  @Test
  void triesAServerThatIsAwayAgain() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    var failure =
        catchThrowableOfType(
            DeliveryException.class, () -> channel(port).send(Told.notification(NoticeKind.FIRED)));

    assertThat(failure.isPermanent()).isFalse();
  }

  @Test
  void sendsNoPasswordWithoutTls() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    server.setUser("me", "hunter2");
    server.start();
    try {
      var settings =
          new MailSettings(
              "localhost",
              server.getSmtp().getPort(),
              false,
              "me",
              new Secret("hunter2"),
              "alerts@example.com",
              List.of("a@example.com"));

      var failure =
          catchThrowableOfType(
              DeliveryException.class,
              () ->
                  new MailChannel(settings, "ytempire").send(Told.notification(NoticeKind.FIRED)));

      assertThat(failure).hasMessageContaining("STARTTLS").hasMessageNotContaining("hunter2");
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  private static MailChannel channel(int port) {
    return new MailChannel(
        new MailSettings(
            "localhost",
            port,
            false,
            "",
            new Secret(""),
            "alerts@example.com",
            List.of("a@example.com", "b@example.com")),
        "ytempire, test");
  }

  /** A server that takes no receiver. */
  private static void refuse(ServerSocket socket, String answer) {
    try (Socket connection = socket.accept();
        var lines =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        Writer out =
            new java.io.OutputStreamWriter(
                connection.getOutputStream(), StandardCharsets.US_ASCII)) {
      out.write("220 here\r\n");
      out.flush();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        out.write((command.startsWith("RCPT") ? answer : "250 ok") + "\r\n");
        out.flush();
        if (command.startsWith("QUIT")) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
