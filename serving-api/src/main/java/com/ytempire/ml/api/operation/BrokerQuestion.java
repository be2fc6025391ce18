package com.ytempire.ml.api.operation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a Kafka broker which requests it takes, in the form of the first version of that request,
 * which every broker answers to anybody. So a broker is told from a port behind which nobody works.
 */
final class BrokerQuestion {
  private static final int CONNECT_MILLIS = 500;
  private static final int ANSWER_MILLIS = 500;

  private static final short API_VERSIONS = 18;
  private static final short FIRST_VERSION = 0;
  private static final int NUMBER = 0x7954454d;
  private static final byte[] CLIENT = "service-readiness".getBytes(US_ASCII);

  private BrokerQuestion() {}

  /**
   * Asks one broker. Blocks for at most a second.
   *
   * @throws IOException when it is not there, does not answer in time, or is no broker
   */
  static void ask(String host, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      out.write(question());
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      int number = in.readInt();
      if (length < Integer.BYTES || number != NUMBER) {
        throw new IOException("what answers is no broker");
      }
    }
  }

  private static byte[] question() {
    int length = 2 * Short.BYTES + Integer.BYTES + Short.BYTES + CLIENT.length;
    return ByteBuffer.allocate(Integer.BYTES + length)
        .putInt(length)
        .putShort(API_VERSIONS)
        .putShort(FIRST_VERSION)
        .putInt(NUMBER)
        .putShort((short) CLIENT.length)
        .put(CLIENT)
        .array();
  }
}
