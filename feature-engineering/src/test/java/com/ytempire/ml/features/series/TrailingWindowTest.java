package com.ytempire.ml.features.series;

import static com.ytempire.ml.features.testing.Events.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.features.testing.Events;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailingWindowTest {
  private static final long HOUR = 3_600_000;
  private static final String[] AGGREGATIONS = {
    "count", "sum", "mean", "min", "max", "stddev", "last", "distinct", "median", "p95"
  };

  private record Sample(long time, double value) {}

  private static VideoReplay allAggregations() {
    return VideoReplay.of(
        Arrays.stream(AGGREGATIONS)
            .map(
                word ->
                    "name: a_"
                        + word
                        + ", of: views - 500, where: views != 13, window: 1h, aggregation: "
                        + word)
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"1, 30000", "2, 300000", "3, 3600000", "4, 20000000"})
  void everyAggregateEqualsBruteForceAtEveryEvent(long seed, int longestGapMillis) {
    System.out.println("seed " + seed);
    var random = new Random(seed);
    VideoReplay replay = allAggregations();
    List<Sample> samples = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 1500; i++) {
      time += random.nextInt(longestGapMillis) / 1000 * 1000L;
      Long views = random.nextInt(10) == 0 ? null : (long) random.nextInt(1000);
      if (views != null && views != 13) {
        samples.add(new Sample(time, views - 500));
      }

      replay.advance(Events.of("e%05d".formatted(i), "v", time, views, 1L, 1L));

      long now = time;
      double[] inside =
          samples.stream()
              .filter(s -> s.time > now - HOUR && s.time <= now)
              .mapToDouble(Sample::value)
              .toArray();
      if (inside.length <= Samples.MAX_EXACT - 64) {
        for (String word : AGGREGATIONS) {
          assertThat(replay.value("a_" + word))
              .as("%s of %d samples at event %d", word, inside.length, i)
              .satisfies(value -> assertSame(value, bruteForce(word, inside)));
        }
      }
    }
  }

  private static void assertSame(double value, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(value).isNaN();
    } else {
      assertThat(value).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
  }

  private static double bruteForce(String aggregation, double[] values) {
    if (values.length == 0) {
      return aggregation.equals("count") || aggregation.equals("distinct") ? 0 : Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(values).sum() / values.length;
    return switch (aggregation) {
      case "count" -> values.length;
      case "sum" -> Arrays.stream(values).sum();
      case "mean" -> mean;
      case "min" -> sorted[0];
      case "max" -> sorted[sorted.length - 1];
      case "stddev" ->
          values.length < 2
              ? Double.NaN
              : Math.sqrt(
                  Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                      / (values.length - 1));
      case "last" -> values[values.length - 1];
      case "distinct" -> Arrays.stream(values).distinct().count();
      case "median" -> quantile(sorted, 0.5);
      case "p95" -> quantile(sorted, 0.95);
      default -> throw new IllegalArgumentException(aggregation);
    };
  }

  private static double quantile(double[] sorted, double q) {
    double rank = q * (sorted.length - 1);
    int low = (int) rank;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (rank - low) * (sorted[high] - sorted[low]);
  }

  @Test
  void crowdedWindowsStayWithinTheStatedErrors() {
    long seed = 7;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    VideoReplay replay = allAggregations();
    List<Sample> samples = new ArrayList<>();
    long tile = HOUR / 64;
    int folded = 0;
    for (int i = 0; i < 20_000; i++) {
      long time = i * 1000L;
      long views = random.nextInt(1000);
      if (views != 13) {
        samples.add(new Sample(time, views - 500));
      }
      replay.advance(at(time, views));
      if (i % 97 != 0 || samples.size() < 1000) {
        continue;
      }
      folded++;
      double[] least = between(samples, time - HOUR, time);
      double[] most = between(samples, time - HOUR - tile, time);
      double count = replay.value("a_count");
      assertThat(count).isBetween((double) least.length, (double) most.length);

      // the tiles hold whole stretches, so the samples counted are known from their number
      double[] held = Arrays.copyOfRange(most, most.length - (int) count, most.length);
      for (String word : List.of("sum", "mean", "min", "max", "stddev", "last")) {
        assertSame(replay.value("a_" + word), bruteForce(word, held));
      }
      double[] sorted = held.clone();
      Arrays.sort(sorted);
      assertThat(rankOf(sorted, replay.value("a_median"))).isBetween(0.42, 0.58);
      assertThat(rankOf(sorted, replay.value("a_p95"))).isBetween(0.91, 0.99);
      double distinct = bruteForce("distinct", held);
      assertThat(replay.value("a_distinct")).isBetween(distinct * 0.75, distinct * 1.25);
    }
    assertThat(folded).isGreaterThan(100);
  }

  private static double[] between(List<Sample> samples, long after, long upTo) {
    return samples.stream()
        .filter(s -> s.time > after && s.time <= upTo)
        .mapToDouble(Sample::value)
        .toArray();
  }

  private static double rankOf(double[] sorted, double value) {
    int below = 0;
    while (below < sorted.length && sorted[below] < value) {
      below++;
    }
    return (double) below / sorted.length;
  }

  @Test
  void aSampleExactlyOneWindowOldIsOut() {
    VideoReplay replay = VideoReplay.of("name: x, of: views, window: 1h, aggregation: count");

    replay.advance(at(0, 1L));
    replay.advance(at(HOUR - 1, 1L));
    assertThat(replay.value("x")).isEqualTo(2);
    replay.advance(at(HOUR, 1L));
    assertThat(replay.value("x")).isEqualTo(2);
  }

  @Test
  void stateOfAMillionEventsStaysBounded() {
    VideoReplay replay = VideoReplay.of("name: view_velocity, window: 1h, aggregation: mean");
    var random = new Random(11);
    int largest = 0;
    int middle = 0;
    for (int i = 0; i < 1_000_000; i++) {
      replay.advance(at(i * 5000L + random.nextInt(5000), (long) random.nextInt(1_000_000)));
      largest = Math.max(largest, replay.state.length);
      middle = i == 500_000 ? largest : middle;
    }
    System.out.printf("largest state of 1e6 events: %d bytes%n", largest);
    assertThat(largest).isLessThan(12_000);
    assertThat(largest - middle).isLessThan(100);
  }

  @Test
  void stateOfEveryAggregateTogetherStaysBounded() {
    VideoReplay replay = allAggregations();
    var random = new Random(12);
    int largest = 0;
    for (int i = 0; i < 20_000; i++) {
      replay.advance(at(i * 500L, random.nextLong(1L << 40)));
      largest = Math.max(largest, replay.state.length);
    }
    System.out.printf("largest state with three kinds of samples: %d bytes%n", largest);
    assertThat(largest).isBetween(10_000, 40_000);
  }
}
