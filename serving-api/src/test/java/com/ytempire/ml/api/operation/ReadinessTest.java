package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static ReadyAnswer look(Map<String, Callable<Boolean>> checks) {
    var readiness = new Readiness(checks);
    try {
      return readiness.look().join();
    } finally {
      readiness.stop();
    }
  }

  @Test
  void isUpWhileEverythingIsThere() {
    assertThat(look(Map.of("features", () -> true, "models", () -> true)))
        .isEqualTo(
            new ReadyAnswer("up", Map.of("features", "up", "models", "up"), java.util.List.of()));
  }

  @Test
  void isDegradedWhileItCanStillAnswer() {
    ReadyAnswer answer =
        look(
            Map.of(
                "features", () -> true,
                "models", () -> false,
                "redis",
                    () -> {
                      throw new IllegalStateException("refused");
                    }));

    assertThat(answer.status()).isEqualTo("degraded");
    assertThat(answer.degraded()).containsExactly("models", "redis");
  }

  @Test
  void isDownWhenItCanAnswerNothing() {
    assertThat(look(Map.of("features", () -> false, "models", () -> false, "redis", () -> true)))
        .extracting(ReadyAnswer::status)
        .isEqualTo("down");
  }

  @Test
  void doesNotWaitForWhatHangs() {
    var never = new CountDownLatch(1);

    ReadyAnswer answer =
        look(
            Map.of(
                "features", () -> true,
                "kafka",
                    () -> {
                      never.await();
                      return true;
                    }));

    assertThat(answer.degraded()).containsExactly("kafka");
  }

  @Test
  void looksOnceForManyCallers() {
    var asked = new AtomicInteger();
    var readiness = new Readiness(Map.of("features", () -> asked.incrementAndGet() > 0));

    for (int i = 0; i < 20; i++) {
      readiness.look().join();
    }
    readiness.stop();

    // Twice where the test is so slow that a second passes.
    assertThat(asked.get()).isLessThan(20);
  }

  @Test
  void namesWhatIsAwayToWhoeverAsksTheService() {
    Answer answer = ServiceUnderTest.shared().anybody().get("/health/ready");

    // In this service stores are in memory and no server is there.
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("degraded");
    assertThat(answer.json().path("dependencies").path("features").asText()).isEqualTo("up");
    assertThat(answer.json().path("dependencies").path("postgres").asText()).isEqualTo("down");
    assertThat(answer.json().path("degraded").toString()).contains("kafka", "postgres", "redis");
  }
}
