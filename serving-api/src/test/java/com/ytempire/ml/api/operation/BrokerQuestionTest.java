package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BrokerQuestionTest {
  /** Answers the one caller of a port. */
  private interface Answerer {
    void answer(DataInputStream in, DataOutputStream out) throws IOException;
  }

  private static void ask(Answerer answerer) throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var unused =
          CompletableFuture.runAsync(
              () -> {
                try (Socket caller = listener.accept();
                    var in = new DataInputStream(caller.getInputStream());
                    var out = new DataOutputStream(caller.getOutputStream())) {
                  answerer.answer(in, out);
                } catch (IOException e) {
                  // The caller has gone, and says itself what it thinks of that.
                }
              });
      BrokerQuestion.ask("127.0.0.1", listener.getLocalPort());
    }
  }

  /** Reads a question and gives its number. */
  private static int number(DataInputStream in) throws IOException {
    byte[] rest = new byte[in.readInt() - Integer.BYTES * 2];
    in.readInt();
    int number = in.readInt();
    in.readFully(rest);
    return number;
  }

  @Test
  void isContentWithWhoeverAnswersIt() {
    assertThatCode(
            () ->
                ask(
                    (in, out) -> {
                      int number = number(in);
                      out.writeInt(6);
                      out.writeInt(number);
                      out.writeShort(0);
                    }))
        .doesNotThrowAnyException();
  }

  @Test
  void doesNotTakeAnOpenPortForABroker() {
    assertThatThrownBy(() -> ask((in, out) -> in.readAllBytes()))
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> ask((in, out) -> number(in))).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> ask((in, out) -> out.writeBytes("HTTP/1.1 400 Bad Request")))
        .hasMessageContaining("no broker");
  }
}
