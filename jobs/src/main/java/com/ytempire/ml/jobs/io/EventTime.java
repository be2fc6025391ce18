package com.ytempire.ml.jobs.io;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/** How event time advances: bounded out-of-orderness, hurried along by producers' heartbeats. */
public final class EventTime {
  private EventTime() {}

  /**
   * A strategy for live sources. Made per partition, so that partitions read at different speeds do
   * not make each other's records late. Records that need not wait ({@link
   * com.ytempire.ml.core.event.InOrder}) do not move it; heartbeats of their producers do where no
   * other producer was heard for the time of {@code idleness}.
   *
   * @param outOfOrderness how far behind its partition's newest event a record may come
   * @param idleness after how long without records a partition stops holding event time back;
   *     producers that send heartbeats never run into it
   */
  public static <T extends SourceRecord> WatermarkStrategy<T> live(
      Duration outOfOrderness, Duration idleness) {
    return EventTime.<T>timestamps(
            WatermarkStrategy.forGenerator(
                context ->
                    new Generator<>(
                        outOfOrderness.toMillis(),
                        idleness.toMillis(),
                        context.getInputActivityClock())))
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
    private final long idlenessMillis;
    private final RelativeClock clock;
    private int untilWatermark = EVENTS_PER_WATERMARK;

    /** What has passed by the producers whose records wait for it. */
    private long passed = Long.MIN_VALUE;

    /** Whether these producers were heard since it was last looked, and when before that, if so. */
    private boolean heard;

    private long heardAt;

    /** What has passed by the heartbeats of producers whose records do not wait. */
    private long passedInOrder = Long.MIN_VALUE;

    Generator(long outOfOrdernessMillis, long idlenessMillis, RelativeClock clock) {
      this.outOfOrdernessMillis = outOfOrdernessMillis;
      this.idlenessMillis = idlenessMillis;
      this.clock = clock;
      // Whoever was heard before a restart may only be slower to come back.
      this.heardAt = clock.relativeTimeMillis();
    }

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {
      if (record.inOrder()) {
        onInOrder(record, output);
        return;
      }
      heard = true;
      switch (record.kind()) {
        case EVENT -> {
          passed = Math.max(passed, record.reachedMillis() - outOfOrdernessMillis - 1);
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

    /** Events that do not wait say nothing to those that do; their producers' heartbeats may. */
    private void onInOrder(T record, WatermarkOutput output) {
      if (record.kind() == SourceRecord.Kind.HEARTBEAT) {
        passedInOrder = Math.max(passedInOrder, record.eventMillis() - 1);
        onPeriodicEmit(output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      long time = isInOrderOnly() ? Math.max(passed, passedInOrder) : passed;
      if (time != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(time));
      }
    }

    /** Whether no producer whose records wait has been heard for a while. */
    private boolean isInOrderOnly() {
      long now = clock.relativeTimeMillis();
      if (heard) {
        heard = false;
        heardAt = now;
      }
      return now - heardAt > idlenessMillis;
    }
  }
}
