package com.ytempire.ml.bench.features;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Times the one job that runs: from the first record that leaves a source to the last that a sink
 * has seen, so that starting and ending the job do not count. Source and sink are in this process
 * and meet in static fields.
 */
final class JobTiming {
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicLong FIRST_CPU = new AtomicLong();
  private static final AtomicLong LAST_CPU = new AtomicLong();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final AtomicLong WRITTEN = new AtomicLong();

  private JobTiming() {}

  /**
   * What one run took.
   *
   * @param nanos from the first record in to the last out
   * @param cpuNanos time of all processors that this process used meanwhile, collections included
   * @param written records that reached the sink
   */
  record Span(long nanos, long cpuNanos, long written) {}

  /** Forgets the run before. */
  static void reset() {
    FIRST.set(0);
    LAST.set(0);
    FIRST_CPU.set(0);
    LAST_CPU.set(0);
    WRITTEN.set(0);
  }

  /** Called by each subtask of the source for its first record. */
  static void started() {
    if (FIRST.compareAndSet(0, System.nanoTime())) {
      FIRST_CPU.set(SYSTEM.getProcessCpuTime());
    }
  }

  /** The run that has ended. */
  static Span span() {
    return new Span(LAST.get() - FIRST.get(), LAST_CPU.get() - FIRST_CPU.get(), WRITTEN.get());
  }

  /** Counts what comes and keeps nothing; the same for every job. */
  static final class DiscardingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new Writer<>();
    }
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private long count;

    @Override
    public void write(T element, Context context) {
      count++;
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        WRITTEN.addAndGet(count);
        LAST.accumulateAndGet(System.nanoTime(), Math::max);
        LAST_CPU.accumulateAndGet(SYSTEM.getProcessCpuTime(), Math::max);
        count = 0;
      }
    }

    @Override
    public void close() {}
  }
}
