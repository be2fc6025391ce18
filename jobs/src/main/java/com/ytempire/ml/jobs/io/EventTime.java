package com.ytempire.ml.jobs.io;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** How event time advances: bounded out-of-orderness, hurried along by producers' heartbeats. */
public final class EventTime {
  private EventTime() {}

  /**
   * A strategy for live sources. Made per partition, so that partitions read at different speeds do
   * not make each other's records late.
   *
   * @param outOfOrderness how far behind its partition's newest event a record may come
   * @param idleness after how long without records a partition stops holding event time back;
   *     producers that send heartbeats never run into it
   */
  public static <T extends SourceRecord> WatermarkStrategy<T> live(
      Duration outOfOrderness, Duration idleness) {
    return EventTime.<T>timestamps(
            WatermarkStrategy.forGenerator(context -> new Generator<>(outOfOrderness.toMillis())))
        .withIdleness(idleness);
  }

  /** A strategy for bounded files in batch mode, where time ends only with the input. */
  public static <T extends SourceRecord> WatermarkStrategy<T> bounded() {
    return timestamps(WatermarkStrategy.noWatermarks());
  }

  private static <T extends SourceRecord> WatermarkStrategy<T> timestamps(
      WatermarkStrategy<T> strategy) {
    return strategy.withTimestampAssigner((record, recordTimestamp) -> record.eventMillis());
  }

  /** Confined to the source's thread; one per partition. */
  private static final class Generator<T extends SourceRecord> implements WatermarkGenerator<T> {
    /**
     * So often is time told besides periodically. A backlog is read so fast that within one period
     * many thousands of events would pile up behind the watermark.
     */
    private static final int EVENTS_PER_WATERMARK = 100;

    private final long outOfOrdernessMillis;
    private int untilWatermark = EVENTS_PER_WATERMARK;
    private long passed = Long.MIN_VALUE;

    Generator(long outOfOrdernessMillis) {
      this.outOfOrdernessMillis = outOfOrdernessMillis;
    }

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {
      switch (record.kind()) {
        case EVENT -> {
          passed = Math.max(passed, record.eventMillis() - outOfOrdernessMillis - 1);
          if (--untilWatermark == 0) {
            untilWatermark = EVENTS_PER_WATERMARK;
            output.emitWatermark(new Watermark(passed));
          }
        }
        case HEARTBEAT -> {
          if (record.eventMillis() - 1 > passed) {
            passed = record.eventMillis() - 1;
            output.emitWatermark(new Watermark(passed));
          }
        }
        case BROKEN -> {
          // What cannot be read says nothing about time.
        }
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (passed != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(passed));
      }
    }
  }
}
