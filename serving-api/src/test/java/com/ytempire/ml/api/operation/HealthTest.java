package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void tellsEverybodyThatTheProcessLives() {
    Answer answer = ServiceUnderTest.shared().anybody().get("/health/live");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Server")).isEmpty();
  }
}
