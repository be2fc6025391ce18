package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "0, 500, 1000",
    "1, 1000, 2000",
    "5, 16000, 32000",
    "9, 150000, 300000",
    "90, 150000, 300000"
  })
  void doublesUpToFiveMinutesAndIsDrawnFromTheUpperHalf(int before, long least, long most) {
    Backoff backoff = Backoff.usual(new Random(7));

    for (int i = 0; i < 100; i++) {
      assertThat(backoff.pause(before))
          .isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }
  }
}
