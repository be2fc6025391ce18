package com.ytempire.ml.bench.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // Echoes: with a length, or in chunks.
    server.createContext("/base/length", exchange -> echo(exchange, true));
    server.createContext("/base/chunks", exchange -> echo(exchange, false));
    server.start();
    address = URI.create("http://127.0.0.1:%d/base".formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void echo(HttpExchange exchange, boolean length) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(
        "Bearer key".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
        length ? body.length : 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void readsAnswersOneAfterTheOtherOnOneConnection() throws IOException {
    String large = "ä".repeat(100_000);
    try (var caller = new HttpCaller(address)) {
      for (String path : new String[] {"/length", "/chunks", "/length", "/chunks"}) {
        assertThat(caller.call(HttpCaller.request("POST", address, path, "key", large)))
            .isEqualTo(200);
        assertThat(caller.body()).isEqualTo(large);
        assertThat(caller.call(HttpCaller.request("POST", address, path, "key", "{}")))
            .isEqualTo(200);
        assertThat(caller.body()).isEqualTo("{}");
      }
      assertThat(caller.call(HttpCaller.request("POST", address, "/length", "other", "{}")))
          .isEqualTo(401);
    }
  }

  @Test
  void anAnswerThatEndsTooEarlyIsAnError() throws Exception {
    try (var half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answering =
          new Thread(
              () -> {
                try (Socket socket = half.accept()) {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(UTF_8));
                } catch (IOException e) {
                  // The caller fails then, which the test shows.
                }
              });
      answering.start();
      URI there = URI.create("http://127.0.0.1:" + half.getLocalPort());
      try (var caller = new HttpCaller(there)) {
        assertThatThrownBy(() -> caller.call(new byte[0]))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("too early");
      }
      answering.join(10_000);
    }
  }
}
