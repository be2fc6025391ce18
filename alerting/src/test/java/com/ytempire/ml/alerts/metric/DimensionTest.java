package com.ytempire.ml.alerts.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {
  @ParameterizedTest
  @CsvSource({
    "DURATION, 0.2314, 231.4 ms",
    "DURATION, 12.5, 12.5 s",
    "DURATION, 0, 0 ms",
    "SHARE, 0.79512, 79.51 %",
    "SHARE, 1, 100 %",
    "MONEY, 50.204, $50.20",
    "MONEY, 0.00123, $0.00123",
    "BYTES, 512, 512 B",
    "BYTES, 1610612736, 1.5 GiB",
    "BYTE_RATE, 1048576, 1 MiB/s",
    "RATE, 0.5, 0.5/s",
    "COUNT, 1234567, 1234567",
    "SCORE, 0.123456, 0.1235"
  })
  void showsValuesToPeople(Dimension dimension, double value, String shown) {
    assertThat(dimension.shown(value)).isEqualTo(shown);
  }

  @Test
  void joinsLabelsThatAgree() {
    Labels host = Labels.of(Map.of("host", "a"));
    Labels gpu = Labels.of(Map.of("host", "a", "gpu", "0"));

    assertThat(host.join(gpu)).contains(gpu);
    assertThat(Labels.of(Map.of("host", "b")).join(gpu)).isEmpty();
    assertThat(gpu.only(MetricScope.MACHINE.labels())).isEqualTo(host);
  }

  @Test
  void tellsAlertsApartByRuleAndLabels() {
    Labels labels = Labels.of(Map.of("host", "a"));

    assertThat(labels.fingerprint("x"))
        .hasSize(32)
        .isEqualTo(Labels.of(Map.of("host", "a")).fingerprint("x"))
        .isNotEqualTo(labels.fingerprint("y"))
        .isNotEqualTo(Labels.of(Map.of("host", "b")).fingerprint("x"))
        .isNotEqualTo(Labels.NONE.fingerprint("x"));
  }
}
