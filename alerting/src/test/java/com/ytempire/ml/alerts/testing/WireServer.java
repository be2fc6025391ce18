package com.ytempire.ml.alerts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A receiver of documents on a port of its own, which can be away and come back. */
public final class WireServer implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final int port;
  private @Nullable HttpServer server;

  /** What it says to one request. */
  public record Answer(int status, String body, Map<String, String> headers) {
    public static Answer of(int status) {
      return new Answer(status, "", Map.of());
    }
  }

  public WireServer() {
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer listen(int wanted) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
      made.createContext("/", this::handle);
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Answer answer = answers.poll();
    if (answer == null) {
      bodies.add(body);
      answer = new Answer(200, "ok", Map.of());
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public URI address() {
    return URI.create("http://localhost:" + port + "/hook");
  }

  /** Says this to the next request that has no answer yet; what it refuses is not among bodies. */
  public void answerOnce(Answer answer) {
    answers.add(answer);
  }

  /** Bodies of all requests that were taken. */
  public List<String> bodies() {
    return bodies;
  }

  /** Refuses connections from now on. */
  public void stop() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
      server = null;
    }
  }

  /** Takes them again, on the same port. */
  public void startAgain() {
    server = listen(port);
  }

  @Override
  public void close() {
    stop();
  }
}
