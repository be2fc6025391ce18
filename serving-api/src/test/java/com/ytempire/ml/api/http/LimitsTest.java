package com.ytempire.ml.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.TestTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static ServiceUnderTest service;
  private static ServiceClient caller;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of(
                "MODEL_DEFAULT_TIMEOUT_MS", "400",
                "SERVICE_READ_TIMEOUT_MS", "300",
                "SERVICE_IDLE_TIMEOUT_MS", "2000",
                "SERVICE_MAX_HEADER_BYTES", "2048",
                "SERVICE_MAX_URL_BYTES", "1024",
                "SERVICE_MAX_BODY_BYTES", "4096",
                "SERVICE_THREADS", "1",
                "SERVICE_QUEUE", "1"),
            options ->
                options
                    .with(TestRoutes.Wanted.class, new TestRoutes.Wanted())
                    .with(TestRoutes.Gate.class, new TestRoutes.Gate()));
    caller = service.as("predict");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Sends bytes and returns what comes back until the connection is closed, or times out. */
  private static String raw(String... pieces) throws IOException {
    try (var socket = new Socket("127.0.0.1", service.address().getPort())) {
      socket.setSoTimeout(5000);
      OutputStream out = socket.getOutputStream();
      for (String piece : pieces) {
        out.write(piece.getBytes(ISO_8859_1));
        out.flush();
      }
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void answersBeforeItsDeadlineWhateverHappens() {
    long begun = System.nanoTime();
    Answer answer = caller.get("/trial/fail/forever");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problem()).isEqualTo("timeout");
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void refusesMoreWorkThanItTakesOn() {
    var gate = service.part(TestRoutes.Gate.class);
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    try {
      waiting.add(CompletableFuture.supplyAsync(() -> caller.get("/trial/gate")));
      await().atMost(Duration.ofSeconds(5)).until(() -> gate.waiting() > 0);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                waiting.add(CompletableFuture.supplyAsync(() -> caller.get("/trial/gate")));
                return waiting.stream()
                    .filter(CompletableFuture::isDone)
                    .anyMatch(answer -> answer.join().status() == 503);
              });
    } finally {
      gate.open();
    }

    List<Answer> answers = waiting.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Answer::status).isSubsetOf(200, 503, 504);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 503)
        .allSatisfy(
            answer -> {
              assertThat(answer.problem()).isEqualTo("unavailable");
              assertThat(answer.header("Retry-After")).contains("1");
            });
  }

  @Test
  void cutsOffAClientThatDoesNotFinishItsHeaders() throws IOException {
    assertThat(raw("GET /ml/v1/health/live HTTP/1.1\r\nHost: x\r\n", "X-Slow: ")).isEmpty();
  }

  @Test
  void cutsOffAClientThatDoesNotFinishItsBody() throws IOException {
    String answer =
        raw(
            "POST /ml/v1/trial HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: "
                + TestTokens.bearer("predict")
                + "\r\nContent-Length: 100\r\n\r\n",
            "{\"some");

    assertThat(answer).doesNotContain("HTTP/1.1 200");
  }

  @Test
  void servesSeveralRequestsOfOneConnection() throws IOException {
    String get = "GET /ml/v1/health/live HTTP/1.1\r\nHost: x\r\n";

    assertThat(raw(get + "\r\n" + get + "Connection: close\r\n\r\n").split("HTTP/1.1 200", -1))
        .hasSize(3);
  }

  @Test
  void refusesHeadersThatAreTooLarge() throws IOException {
    String answer =
        raw(
            "GET /ml/v1/health/live HTTP/1.1\r\nHost: x\r\nX-Large: "
                + "x".repeat(5000)
                + "\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 431 ")
        .contains("application/problem+json", "urn:ytempire:problem:headers-too-large")
        .contains("\"status\":431");
  }

  @Test
  void refusesAnAddressThatIsTooLong() throws IOException {
    String answer = raw("GET /ml/v1/" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer)
        .contains(" 414 ")
        .contains("application/problem+json", "urn:ytempire:problem:address-too-long")
        .contains("\"status\":414");
  }

  @Test
  void takesAnAddressAndHeadersUpToTheirLimits() throws IOException {
    String line = "GET /ml/v1/health/live?x=" + "x".repeat(900) + " HTTP/1.1\r\n";
    String headers = "Host: x\r\nConnection: close\r\nX-Large: " + "x".repeat(1900) + "\r\n\r\n";

    assertThat(raw(line + headers)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesALargeBodyBeforeItHasRead() throws IOException {
    String answer =
        raw(
            "POST /ml/v1/trial HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: "
                + TestTokens.bearer("predict")
                + "\r\nConnection: close\r\nContent-Length: 100000000\r\n\r\n{");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:ytempire:problem:too-large");
  }

  @Test
  void refusesWhatIsNoHttp() throws IOException {
    assertThat(raw("\u0001\u0002 what\r\n\r\n")).doesNotContain("Exception", "netty");
  }
}
