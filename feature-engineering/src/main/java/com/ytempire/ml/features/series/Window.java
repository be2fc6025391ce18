package com.ytempire.ml.features.series;

import com.ytempire.ml.features.definition.WindowKind;
import java.util.Arrays;
import java.util.List;

/**
 * The state of one window while an event is processed. An event window is closed by event time
 * only: by the next event or by the watermark, whichever comes first, with the same result.
 * Mutable; confined to one thread.
 */
final class Window {
  private static final long NEVER = Long.MIN_VALUE;
  private static final int MAX_AGGREGATES = 4096;

  final WindowSpec spec;
  private final Samples samples;
  private final Aggregator aggregator;

  /** End of the window closed last; NEVER before the first. Event windows only. */
  private long closedEnd = NEVER;

  /** Value of each aggregate in the window closed last. Event windows only. */
  private final double[] closedValues;

  Window(WindowSpec spec) {
    this.spec = spec;
    this.samples = new Samples(spec.mode(), spec.tileMillis());
    this.aggregator = new Aggregator(samples);
    this.closedValues = new double[spec.aggregates().size()];
    start();
  }

  boolean isTrailing() {
    return spec.kind() == WindowKind.TRAILING;
  }

  void start() {
    samples.clear();
    closedEnd = NEVER;
    Arrays.fill(closedValues, Double.NaN);
  }

  /** Takes an event in, after windows were closed up to its time. */
  void observe(double[] values, long time) {
    if (isTrailing()) {
      samples.dropUpTo(time - spec.windowMillis());
    }
    if (spec.where() == null || spec.where().evaluate(values) == 1) {
      double sample = spec.of().evaluate(values);
      if (!Double.isNaN(sample)) {
        samples.add(time, sample);
      }
    }
  }

  double value(int aggregate) {
    if (!isTrailing()) {
      return closedValues[aggregate];
    }
    aggregator.selectAll(samples);
    return aggregator.aggregate(spec.aggregates().get(aggregate).aggregation());
  }

  /** End of the earliest window that has samples and is not closed; Long.MAX_VALUE for none. */
  long nextEnd() {
    if (isTrailing() || samples.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return Math.max(firstEndAfter(samples.oldest()), firstEndAfter(closedEnd));
  }

  private long firstEndAfter(long time) {
    if (time == NEVER) {
      return NEVER;
    }
    long slide = spec.slideMillis();
    long offset = Math.floorMod(spec.windowMillis(), slide);
    return Math.floorDiv(time - offset, slide) * slide + offset + slide;
  }

  /**
   * Closes all windows that end at or before a time.
   *
   * @param sink where the closed windows go
   * @return whether there were any
   */
  boolean close(long time, List<ClosedWindow> sink) {
    boolean any = false;
    for (long end = nextEnd(); end <= time && end != Long.MAX_VALUE; end = nextEnd()) {
      long start = end - spec.windowMillis();
      aggregator.select(samples, start, end);
      long count = aggregator.count();
      for (int i = 0; i < closedValues.length; i++) {
        WindowSpec.Aggregate aggregate = spec.aggregates().get(i);
        closedValues[i] = aggregator.aggregate(aggregate.aggregation());
        sink.add(new ClosedWindow(aggregate.column(), start, end, closedValues[i], count));
      }
      closedEnd = end;
      samples.dropUpTo(start + spec.slideMillis() - 1);
      any = true;
    }
    return any;
  }

  void write(StateWriter out, long baseTime) {
    int section = out.beginSection(spec.signature());
    if (!isTrailing()) {
      out.writeByte(closedEnd == NEVER ? 0 : 1);
      if (closedEnd != NEVER) {
        out.writeSigned(closedEnd);
        out.writeVarint(closedValues.length);
        for (int i = 0; i < closedValues.length; i++) {
          out.writeLong(spec.aggregates().get(i).signature());
          out.writeDouble(closedValues[i]);
        }
      }
    }
    samples.write(out, baseTime);
    out.endSection(section);
  }

  /** Reads a section's content, the reader standing at it. */
  void read(StateReader in, long baseTime) {
    if (!isTrailing()) {
      closedEnd = NEVER;
      Arrays.fill(closedValues, Double.NaN);
      if (in.readByte() != 0) {
        closedEnd = in.readSigned();
        int stored = in.readCount(MAX_AGGREGATES);
        for (int i = 0; i < stored; i++) {
          restore(in.readLong(), in.readDouble(), i);
        }
      }
    }
    samples.read(in, baseTime);
  }

  private void restore(long signature, double value, int likelyIndex) {
    List<WindowSpec.Aggregate> aggregates = spec.aggregates();
    for (int i = 0; i < aggregates.size(); i++) {
      int candidate = (likelyIndex + i) % aggregates.size();
      if (aggregates.get(candidate).signature() == signature) {
        closedValues[candidate] = value;
      }
    }
  }
}
