package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.jobs.io.SourceRecord.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final Duration IDLENESS = Duration.ofMinutes(5);

  private final List<Long> emitted = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          emitted.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
      };
  private final ManualClock clock = new ManualClock();
  private final WatermarkGenerator<VideoRecord> generator = generator();

  private <T extends SourceRecord> WatermarkGenerator<T> generator() {
    return EventTime.<T>live(Duration.ofMillis(100), IDLENESS)
        .createWatermarkGenerator(
            new WatermarkGeneratorSupplier.Context() {
              @Override
              public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
              }

              @Override
              public RelativeClock getInputActivityClock() {
                return clock;
              }
            });
  }

  private static VideoRecord event(long millis) {
    return new VideoRecord(Kind.EVENT, millis, 0, 0, false, null, null);
  }

  private void send(VideoRecord record) {
    generator.onEvent(record, record.eventMillis(), output);
  }

  @Test
  void staysBehindTheNewestEventByTheBound() {
    send(event(1_000));
    send(event(900));
    generator.onPeriodicEmit(output);

    assertThat(emitted).containsExactly(899L);
  }

  @Test
  void aBacklogTellsTimeEveryHundredEventsWithoutWaitingForThePeriod() {
    for (int i = 1; i <= 250; i++) {
      send(event(1_000 + i));
    }

    assertThat(emitted).containsExactly(999L, 1_099L);
  }

  @Test
  void aHeartbeatIsBelievedAtOnce() {
    send(event(1_000));
    send(VideoRecord.heartbeat(5_000, 0, 0));

    assertThat(emitted).containsExactly(4_999L);
  }

  @Test
  void aHeartbeatNeverTurnsTimeBack() {
    send(event(10_000));
    send(VideoRecord.heartbeat(5_000, 0, 0));
    generator.onPeriodicEmit(output);

    assertThat(emitted).containsExactly(9_899L);
  }

  @Test
  void anEventSentInOrderSaysNothingToThoseThatWait() {
    send(event(1_000));
    send(event(9_000).sentInOrder());
    send(VideoRecord.heartbeat(8_000, 0, 0).sentInOrder());
    generator.onPeriodicEmit(output);

    assertThat(emitted).containsOnly(899L);
  }

  @Test
  void heartbeatsOfProducersInOrderCountOnceNobodyElseWasHeardForAWhile() {
    send(event(1_000));
    send(VideoRecord.heartbeat(8_000, 0, 0).sentInOrder());
    generator.onPeriodicEmit(output);
    clock.advanceTime(IDLENESS);
    generator.onPeriodicEmit(output);
    assertThat(emitted).containsOnly(899L);

    clock.advanceTime(Duration.ofMillis(1));
    generator.onPeriodicEmit(output);
    assertThat(emitted).endsWith(7_999L);

    emitted.clear();
    send(event(2_000));
    send(VideoRecord.heartbeat(9_000, 0, 0).sentInOrder());
    assertThat(emitted).containsOnly(1_899L);
  }

  @Test
  void heartbeatsOfProducersInOrderWaitForOthersThatMayComeBackAfterARestart() {
    send(event(9_000).sentInOrder());
    send(VideoRecord.heartbeat(8_000, 0, 0).sentInOrder());
    assertThat(emitted).isEmpty();

    send(event(1_000));
    generator.onPeriodicEmit(output);
    assertThat(emitted).containsOnly(899L);
  }

  @Test
  void heartbeatsOfProducersInOrderCountWhereNobodyElseComesForAWhile() {
    send(VideoRecord.heartbeat(8_000, 0, 0).sentInOrder());
    clock.advanceTime(IDLENESS.plusMillis(1));
    generator.onPeriodicEmit(output);

    assertThat(emitted).containsExactly(7_999L);
  }

  @Test
  void aBrokenRecordSaysNothingAboutTime() {
    send(
        VideoRecord.broken(
            new DeadLetter("origin", 1, new byte[0], "reason", "stage", Instant.EPOCH), 0));
    generator.onPeriodicEmit(output);

    assertThat(emitted).isEmpty();
  }

  @Test
  void anOutcomeTellsNoTimeBeyondItsPrediction() {
    var outcome =
        new Outcome(
            new ModelRef("trend_predictor", "0.1.0"),
            "trend_prediction",
            new EntityKey(EntityKey.VIDEO, "seen again after days"),
            "first",
            Instant.ofEpochMilli(1_000),
            Instant.ofEpochMilli(1_001),
            "later",
            Instant.ofEpochMilli(900_000),
            10,
            null,
            null,
            0,
            false,
            null,
            null);
    OutcomeRecord record = OutcomeRecord.of(outcome, 0, 0);

    WatermarkGenerator<OutcomeRecord> outcomes = generator();
    outcomes.onEvent(record, record.eventMillis(), output);
    outcomes.onPeriodicEmit(output);
    outcomes.onEvent(OutcomeRecord.heartbeat(5_000, 0, 0), 5_000, output);

    assertThat(record.eventMillis()).isEqualTo(900_000);
    assertThat(emitted).containsExactly(899L, 4_999L);
  }
}
