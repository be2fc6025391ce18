package com.ytempire.ml.features.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.Events;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State per video stays bounded however long a video is watched. */
class BoundedStateTest {
  private static final int VIDEOS = 4;

  /** Every kind of window, over tiles and samples of one number each. */
  private static final String SUMS =
      """
      features:
        engagement:
          - {name: hour_mean, of: delta_views, window: 1h, aggregation: mean}
          - {name: week_deviation, of: views, window: 7d, aggregation: stddev}
          - {name: tumbling, of: delta_views, window: 1h, kind: tumbling, aggregation: mean}
          - {name: hopping, of: views, window: 1d, kind: hopping, slide: 1h, aggregation: sum}
      """;

  /** The two aggregations that must keep values. */
  private static final String VALUES =
      """
      features:
        engagement:
          - {name: week_median, of: views, window: 7d, aggregation: median}
          - {name: week_distinct, of: views, window: 7d, aggregation: distinct}
      """;

  /**
   * Each window holds at most 512 samples of 16 bytes and 64 tiles, a tile about 64 bytes and, for
   * quantiles and distinct values, up to 64 and 512 values in all more.
   *
   * @param step milliseconds between two events of a video; all of them span many times every
   *     window
   * @param bound most bytes of a checkpoint per video
   */
  @ParameterizedTest
  @CsvSource({"SUMS, 200000, 105000, 40000", "VALUES, 20000, 600000, 80000"})
  void aLongStreamOfFewVideosLeavesTheCheckpointSmall(
      String features, int events, long step, long bound) throws Exception {
    long seed = 7;
    var random = new Random(seed);
    var plan = FeaturePlan.parse(features.equals("SUMS") ? SUMS : VALUES, "features.yaml");
    long largest = 0;
    long halfWay = 0;
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new ComputeVideoFeatures(plan),
            (EnrichedVideo video) -> video.event().seriesId(),
            Types.STRING)) {
      harness.open();
      for (int i = 1; i <= events; i++) {
        long views = random.nextInt(1 << 20);
        var event = Events.of("e" + i, "v" + i % VIDEOS, i / VIDEOS * step, views, 5L, 2L);
        long millis = event.eventTime().toEpochMilli();
        harness.processElement(new StreamRecord<>(EnrichedVideo.withoutText(event, i, 0), millis));
        if (i % 100 == 0) {
          harness.processWatermark(new Watermark(millis - 5_000));
          harness.getOutput().clear();
        }
        if (i % (events / 10) == 0) {
          largest = Math.max(largest, harness.snapshot(i, i).getStateSize());
          halfWay = i <= events / 2 ? largest : halfWay;
        }
      }
    }

    System.out.printf(
        "%s, seed %d: %d events of %d videos, largest checkpoint %d bytes per video, %d half-way%n",
        features, seed, events, VIDEOS, largest / VIDEOS, halfWay / VIDEOS);
    assertThat(largest).isBetween(1L, bound * VIDEOS);
    // The first half has filled every window many times over; the second adds next to nothing.
    assertThat(largest).isLessThan(halfWay * 11 / 10);
  }
}
