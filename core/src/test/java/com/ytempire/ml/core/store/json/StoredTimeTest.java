package com.ytempire.ml.core.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTimeTest {
  @Test
  void readsWhatItWrote() {
    Random random = new Random(1);
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochMilli((long) (random.nextDouble() * last));

      assertThat(StoredTime.parse(StoredTime.text(time))).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-10T10:00:00.000Z",
        "2024-02-29T23:59:59.999Z",
        "2025-01-10T10:00:00Z",
        "2025-01-10T10:00:00.123456Z",
        "2025-01-10T24:00:00.000Z",
        "2016-12-31T23:59:60.000Z"
      })
  void readsEveryTimeAsJavaDoes(String text) {
    assertThat(StoredTime.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2025-02-29T10:00:00.000Z",
        "2025-13-10T10:00:00.000Z",
        "2025-01-10 10:00:00.000Z",
        "2025-01-10T10:00:00.000z0",
        "2025-01-10T10:00:0x.000Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> StoredTime.parse(text)).isInstanceOf(DateTimeParseException.class);
  }
}
