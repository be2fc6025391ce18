package com.ytempire.ml.local.demo;

import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import com.ytempire.ml.local.input.InputSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two files after each other: the world of the one becomes that of the other. Both are moved in
 * time by whole days, so that the second begins on the day after the first one's last.
 *
 * @param first what is played first
 * @param second what is played then
 * @param spanFirst what the first covers
 * @param spanSecond what the second covers
 * @param change begin of the day on which the second begins
 * @param clock tells now, against which event times are bounded
 */
record FilePair(
    InputFile first,
    InputFile second,
    FileSpan spanFirst,
    FileSpan spanSecond,
    Instant change,
    Clock clock)
    implements InputSource {

  /** Begin of the first day. */
  Instant start() {
    return change.minus(Duration.ofDays(spanFirst.days()));
  }

  @Override
  public String id() throws IOException {
    return "files|" + first.contentId() + "|" + second.contentId() + "|" + change;
  }

  @Override
  public String description() {
    return "%s, and from %s on %s".formatted(first.path(), change, second.path());
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public InputReader open(Instant firstPlayedAt) throws IOException {
    return new Reader();
  }

  private final class Reader implements InputReader {
    private InputReader current;
    private boolean isSecond;

    Reader() throws IOException {
      current = shifted(first, Duration.between(spanFirst.firstDay(), start()));
    }

    private InputReader shifted(InputFile file, Duration shift) throws IOException {
      return new ShiftedReader(file.open(clock), shift);
    }

    @Override
    public @Nullable InputRecord next() throws IOException {
      InputRecord record = current.next();
      if (record == null && !isSecond) {
        current.close();
        isSecond = true;
        current = shifted(second, Duration.between(spanSecond.firstDay(), change));
        record = current.next();
      }
      return record;
    }

    @Override
    public void close() throws IOException {
      current.close();
    }
  }
}
