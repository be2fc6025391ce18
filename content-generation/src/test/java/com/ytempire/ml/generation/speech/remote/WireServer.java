package com.ytempire.ml.generation.speech.remote;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on this machine that answers as it is told to and keeps what it was asked. */
final class WireServer implements AutoCloseable {
  /**
   * What it answers.
   *
   * @param declared length that the head says; the body may be shorter
   */
  record Reply(int status, Map<String, String> headers, byte[] body, long declared) {
    static Reply of(int status, String mediaType, byte[] body) {
      return new Reply(status, Map.of("Content-Type", mediaType), body, body.length);
    }

    static Reply json(int status, String body) {
      return of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Reply with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, declared);
    }

    Reply brokenOff() {
      return new Reply(status, headers, body, body.length + 1000L);
    }
  }

  /** What it was asked. */
  record Asked(String method, String target, Headers headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Reply reply = Reply.json(500, "{}");
  private volatile boolean isHanging;

  WireServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answers(Reply next) {
    reply = next;
  }

  /** Takes requests and never answers. */
  void hangs() {
    isHanging = true;
  }

  List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body));
      if (isHanging) {
        closing.await();
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), reply.declared() == 0 ? -1 : reply.declared());
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
