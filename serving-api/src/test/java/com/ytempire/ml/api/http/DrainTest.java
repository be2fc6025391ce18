package com.ytempire.ml.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static boolean listens(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void takesNoMoreRequestsAndLetsTheRunningOnesEnd() throws Exception {
    var gate = new TestRoutes.Gate();
    var service =
        ServiceUnderTest.start(
            Map.of("SERVICE_DRAIN_MS", "20000", "MODEL_DEFAULT_TIMEOUT_MS", "20000"),
            options ->
                options
                    .with(TestRoutes.Wanted.class, new TestRoutes.Wanted())
                    .with(TestRoutes.Gate.class, gate));
    int port = service.address().getPort();
    var caller = service.as("predict");
    CompletableFuture<Answer> running =
        CompletableFuture.supplyAsync(() -> caller.get("/trial/gate"));
    await().atMost(Duration.ofSeconds(10)).until(() -> gate.waiting() > 0);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
    await().atMost(Duration.ofSeconds(10)).until(() -> !listens(port));
    assertThat(closing).isNotDone();
    gate.open();

    assertThat(running.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
  }
}
