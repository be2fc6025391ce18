package com.ytempire.ml.core.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1578165780000L, -62135596800000L, 999_999_999_999_999_999L})
  void readsWhatItWrote(long millis) {
    assertThat(Heartbeat.decode(Heartbeat.encode(millis))).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "1a", " 1", "1.5", "9223372036854775807"})
  void isEmptyForWhatIsNoPromise(String value) {
    assertThat(Heartbeat.decode(value.getBytes(US_ASCII))).isEmpty();
    assertThat(Heartbeat.decode(null)).isEmpty();
  }
}
