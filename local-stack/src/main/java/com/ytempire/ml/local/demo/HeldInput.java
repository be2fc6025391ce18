package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import com.ytempire.ml.local.input.InputSource;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An input whose event time somebody holds: nothing of a time that is not released is sent. One
 * thread plays it, another one holds it.
 */
final class HeldInput implements InputSource {
  private final InputSource source;
  private final Sightings sightings = new Sightings();
  private final AtomicLong released = new AtomicLong(Long.MIN_VALUE);

  /** Records before which all lie before the release: those that will be committed. */
  private volatile long handed;

  private volatile long next = Long.MIN_VALUE;

  HeldInput(InputSource source) {
    this.source = source;
  }

  /** Lets event time go on to a moment, not included. */
  void release(Instant until) {
    released.accumulateAndGet(until.toEpochMilli(), Math::max);
  }

  /**
   * How many records there are before what was released, or -1 where not all of them have been
   * taken yet.
   */
  long releasedRecords() {
    return next >= released.get() ? handed : -1;
  }

  /** Whether there is nothing behind what was taken. */
  boolean isExhausted() {
    return next == Long.MAX_VALUE;
  }

  /** What was taken of the input, and what callers could know of it. */
  Sightings sightings() {
    return sightings;
  }

  @Override
  public long releasedUntilMillis() {
    return released.get();
  }

  @Override
  public String id() throws IOException {
    return source.id();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public InputReader open(Instant firstPlayedAt) throws IOException {
    return new Reader(source.open(firstPlayedAt));
  }

  /** Remembers a record once the one behind it is asked for: until then it may be held. */
  private final class Reader implements InputReader {
    private final InputReader reader;
    private @Nullable InputRecord last;
    private long count;

    Reader(InputReader reader) {
      this.reader = reader;
    }

    @Override
    public @Nullable InputRecord next() throws IOException {
      VideoEvent event = last == null ? null : last.event();
      if (event != null) {
        sightings.saw(event);
      }
      InputRecord record = reader.next();
      handed = count;
      Instant time = record == null ? Instant.MAX : record.eventTime();
      if (record == null) {
        next = Long.MAX_VALUE;
      } else if (time != null) {
        next = time.toEpochMilli();
      }
      last = record;
      count++;
      return record;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
