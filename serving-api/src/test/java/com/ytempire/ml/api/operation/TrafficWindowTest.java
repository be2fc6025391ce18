package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {
  private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(1));
  private final TrafficWindow window = new TrafficWindow(now::get);

  @Test
  void findsQuantilesToNinePercent() {
    for (int millis = 1; millis <= 1000; millis++) {
      window.record(TimeUnit.MILLISECONDS.toNanos(millis), millis > 990);
    }

    TrafficWindow.Summary summary = window.summary();
    Percentage close = Percentage.withPercentage(9.1);
    assertThat(summary.latencyMillis(0.5)).isCloseTo(500, close);
    assertThat(summary.latencyMillis(0.95)).isCloseTo(950, close);
    assertThat(summary.latencyMillis(0.99)).isCloseTo(990, close);
    assertThat(summary.errorRate()).isCloseTo(0.01, within(1e-9));
    assertThat(summary.throughput()).isCloseTo(1000 / 60.0, within(1e-9));
  }

  @Test
  void forgetsWhatIsOlderThanAMinute() {
    window.record(1_000_000, true);
    now.addAndGet(TimeUnit.SECONDS.toNanos(30));
    window.record(1_000_000, false);
    assertThat(window.summary().errorRate()).isEqualTo(0.5);

    now.addAndGet(TimeUnit.SECONDS.toNanos(35));
    assertThat(window.summary().errorRate()).isZero();
    assertThat(window.summary().throughput()).isGreaterThan(0);

    now.addAndGet(TimeUnit.SECONDS.toNanos(60));
    assertThat(window.summary().throughput()).isZero();
    assertThat(window.summary().latencyMillis(0.5)).isNaN();
  }
}
