package com.ytempire.ml.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalSeriesTest {
  private static final long HOUR = 3_600_000;

  private FeaturePlan plan = FeaturePlan.parse("features: {}", "f.yaml");
  private FeatureSchema schema = plan.topicSchema();
  private SignalSeries series = plan.newSignalSeries();
  private double[] numbers = new double[schema.numberCount()];
  private byte[] state;

  private void use(String windows) {
    plan = FeaturePlan.parse("features: {signals: {windows: " + windows + "}}", "f.yaml");
    schema = plan.topicSchema();
    series = plan.newSignalSeries();
    numbers = new double[schema.numberCount()];
  }

  private static TrendSignal signal(long millis, double volume, Double score) {
    return new TrendSignal(
        "s%012d".formatted(millis),
        "twitter",
        "topic",
        null,
        volume,
        score,
        Instant.ofEpochMilli(Events.MONDAY + millis));
  }

  private void advance(TrendSignal signal) {
    assertThat(series.advance(state, signal, numbers)).isEqualTo(Outcome.COMPUTED);
    state = series.nextState();
  }

  private double value(String column) {
    return numbers[schema.find(column).orElseThrow().slot()];
  }

  @Test
  void computesVolumeVelocityAccelerationAndStrength() {
    advance(signal(0, 10, 0.5));
    assertThat(value("signal_volume_1h")).isEqualTo(10);
    assertThat(value("signal_velocity_1h")).isNaN();
    advance(signal(HOUR, 30, null));
    assertThat(value("signal_volume_1h")).isEqualTo(30);
    assertThat(value("signal_strength_1h")).isNaN();
    assertThat(value("signal_strength_24h")).isEqualTo(0.5);
    advance(signal(2 * HOUR, 20, 1.0));
    assertThat(value("signal_velocity_1h")).isEqualTo(-10);
    assertThat(value("signal_acceleration_1h")).isNaN();
    advance(signal(2 * HOUR + 1, 60, 0.0));

    advance(signal(3 * HOUR, 5, 0.2));
    assertThat(value("signal_volume_1h")).isEqualTo(65);
    assertThat(value("signal_velocity_1h")).isEqualTo(45);
    assertThat(value("signal_acceleration_1h")).isEqualTo(65 - 2 * 20 + 30);
    assertThat(value("signal_strength_1h")).isCloseTo(1.0 / 65, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, 1_200_000})
  void equalsBruteForceUpToTheTilesAtTheEdges(int longestGapMillis) {
    System.out.println("seed " + longestGapMillis);
    var random = new Random(longestGapMillis);
    List<TrendSignal> all = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 4000; i++) {
      time += 1 + random.nextInt(longestGapMillis);
      TrendSignal signal =
          signal(time, 1 + random.nextInt(9), random.nextBoolean() ? random.nextDouble() : null);
      all.add(signal);
      advance(signal);
      if (i % 37 == 0) {
        check(all, "1h", HOUR);
        check(all, "24h", 24 * HOUR);
        check(all, "7d", 168 * HOUR);
      }
    }
    assertThat(state.length).isLessThan(40_000);
  }

  private void check(List<TrendSignal> all, String label, long window) {
    long now = all.get(all.size() - 1).eventTime().toEpochMilli();
    double exact = volume(all, now - window, now);
    int within3 = (int) all.stream().filter(s -> time(s) > now - 3 * window).count();
    if (within3 <= SignalSamples.MAX_EXACT - 64) {
      double before = volume(all, now - 2 * window, now - window);
      assertThat(value("signal_volume_" + label)).isEqualTo(exact);
      if (now - time(all.get(0)) >= 2 * window) {
        assertThat(value("signal_velocity_" + label))
            .isCloseTo((exact - before) * HOUR / window, within(1e-9));
      }
    } else {
      assertThat(value("signal_volume_" + label))
          .isBetween(exact, volume(all, now - window - window / 64, now));
    }
  }

  private static long time(TrendSignal signal) {
    return signal.eventTime().toEpochMilli();
  }

  private static double volume(List<TrendSignal> all, long after, long upTo) {
    return all.stream()
        .filter(s -> time(s) > after && time(s) <= upTo)
        .mapToDouble(TrendSignal::volume)
        .sum();
  }

  @Test
  void aNewWindowStartsFromWhatIsKeptAndOthersGoOn() {
    for (int i = 0; i <= 100; i++) {
      advance(signal(i * HOUR, 1, null));
    }

    use("[7d, 2d]");
    advance(signal(101 * HOUR, 1, null));

    assertThat(value("signal_volume_7d")).isEqualTo(102);
    assertThat(value("signal_volume_2d")).isEqualTo(48);
    assertThat(value("signal_velocity_2d")).isEqualTo(0);
    assertThat(value("signal_acceleration_2d")).isNaN();
  }

  @Test
  void noWindowsGiveAnEmptySchema() {
    use("[]");

    assertThat(schema.columns()).isEmpty();
    advance(signal(0, 1, null));
  }

  @Test
  void duplicatesLateSignalsAndDamageAreTold() {
    advance(signal(5, 1, 0.1));
    advance(signal(6, 1, 0.1));

    assertThat(series.advance(state, signal(5, 1, 0.1), numbers)).isEqualTo(Outcome.DUPLICATE);
    assertThat(series.advance(state, signal(4, 1, 0.1), numbers)).isEqualTo(Outcome.LATE);
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> series.advance(cut, signal(9, 1, 0.1), numbers))
          .isInstanceOf(SeriesStateException.class);
    }
  }
}
