package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatcherSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8, 0, 1, 1000, max batch size is 0",
    "8, 7, 0, 1, 1000, queue capacity is 7",
    "8, 8, -1, 1, 1000, max delay is PT-0.001S",
    "8, 8, 0, 0, 1000, threads is 0",
    "8, 8, 0, 1, 0, request timeout is PT0S"
  })
  void refusesValuesThatCannotWorkNamingThem(
      int batch, int queue, int delayMillis, int threads, int timeoutMillis, String message) {
    assertThatThrownBy(
            () ->
                new BatcherSettings(
                    batch,
                    queue,
                    Duration.ofMillis(delayMillis),
                    threads,
                    Duration.ofMillis(timeoutMillis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
