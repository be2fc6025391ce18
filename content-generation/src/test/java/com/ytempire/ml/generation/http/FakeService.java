package com.ytempire.ml.generation.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service that others run, on the wire: it answers what it was given, one answer after the other,
 * the last one again and again, and keeps what it was asked.
 */
public final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Behaviour last = new Behaviour(404, Map.of(), new byte[0], Manner.WHOLE);

  /** A request as it came. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Asked(String method, URI uri, Headers headers, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** How an answer ends. */
  private enum Manner {
    WHOLE,
    BROKEN_OFF,
    NEVER
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Behaviour(int status, Map<String, String> headers, byte[] body, Manner manner) {}

  public FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it is, without a slash at the end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next request so. */
  public FakeService answers(int status, Map<String, String> headers, byte[] body) {
    behaviours.add(new Behaviour(status, headers, body, Manner.WHOLE));
    return this;
  }

  /** Answers the next request with JSON. */
  public FakeService answersJson(int status, String json) {
    return answers(
        status,
        Map.of("Content-Type", "application/json"),
        json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Breaks the next answer off in the middle of its body. */
  public FakeService breaksOff(Map<String, String> headers, byte[] body) {
    behaviours.add(new Behaviour(200, headers, body, Manner.BROKEN_OFF));
    return this;
  }

  /** Does not answer the next request. */
  public FakeService isSilent() {
    behaviours.add(new Behaviour(200, Map.of(), new byte[0], Manner.NEVER));
    return this;
  }

  /** Everything that it was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readAllBytes()));
    Behaviour next = behaviours.poll();
    Behaviour now = next == null ? last : next;
    last = now;
    try (exchange) {
      if (now.manner == Manner.NEVER) {
        closing.await();
        return;
      }
      now.headers.forEach(exchange.getResponseHeaders()::set);
      boolean isWhole = now.manner == Manner.WHOLE;
      int length = now.body.length;
      exchange.sendResponseHeaders(now.status, length == 0 ? -1 : isWhole ? length : length * 2L);
      if (length > 0) {
        OutputStream body = exchange.getResponseBody();
        body.write(now.body);
        body.flush();
      }
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
