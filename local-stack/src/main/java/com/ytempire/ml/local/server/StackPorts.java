package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * The TCP ports of the embedded servers, all on the loopback interface.
 *
 * @param postgres 1 to 65535, as each of them
 * @param redis Redis protocol
 * @param kafka client listener of the broker; its controller takes any free port
 * @param s3 HTTP
 * @param flinkUi Flink's REST interface and web page
 */
public record StackPorts(int postgres, int redis, int kafka, int s3, int flinkUi) {

  /** Checks that every port is from 1 to 65535. */
  public StackPorts {
    for (int port : new int[] {postgres, redis, kafka, s3, flinkUi}) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is not from 1 to 65535");
      }
    }
  }

  /**
   * Ports named by the environment, the usual ones where it names none.
   *
   * @throws ServerException where a variable holds no port, naming the variable
   */
  public static StackPorts fromEnvironment(Map<String, String> environment) {
    return new StackPorts(
        port(environment, ServerName.POSTGRES),
        port(environment, ServerName.REDIS),
        port(environment, ServerName.KAFKA),
        port(environment, ServerName.S3),
        port(environment, ServerName.FLINK));
  }

  /** Five ports that are free at this moment; another process may still take one. */
  public static StackPorts free() {
    int[] found = freePorts(5);
    return new StackPorts(found[0], found[1], found[2], found[3], found[4]);
  }

  /** The port of one server. */
  public int of(ServerName server) {
    return switch (server) {
      case POSTGRES -> postgres;
      case REDIS -> redis;
      case KAFKA -> kafka;
      case S3 -> s3;
      case FLINK -> flinkUi;
    };
  }

  /** Distinct loopback ports that are free at this moment. */
  static int[] freePorts(int count) {
    var sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    } finally {
      for (ServerSocket socket : sockets) {
        closeQuietly(socket);
      }
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(Map<String, String> environment, ServerName server) {
    String text = environment.getOrDefault(server.portVariable(), "").strip();
    if (text.isEmpty()) {
      return server.defaultPort();
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Refused below together with numbers out of range.
    }
    throw new ServerException(
        "%s=%s is not a port; give a number from 1 to 65535"
            .formatted(server.portVariable(), text));
  }
}
