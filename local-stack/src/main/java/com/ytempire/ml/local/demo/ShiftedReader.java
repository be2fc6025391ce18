package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.TrendSignalWriter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file tells, as if it had happened some time later; what is no event is left out. Confined
 * to one thread.
 */
final class ShiftedReader implements InputReader {
  private final InputReader reader;
  private final Duration shift;
  private final VideoEventWriter events = new VideoEventWriter();
  private final TrendSignalWriter signals = new TrendSignalWriter();

  /**
   * @param shift by how much later, less than zero for earlier
   */
  ShiftedReader(InputReader reader, Duration shift) {
    this.reader = reader;
    this.shift = shift;
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    for (InputRecord record = reader.next(); record != null; record = reader.next()) {
      if (record.event() != null) {
        VideoEvent event = shifted(record.event());
        return InputRecord.of(record.origin(), record.position(), events.write(event), event);
      }
      if (record.signal() != null) {
        TrendSignal signal = shifted(record.signal());
        return InputRecord.of(record.origin(), record.position(), signals.write(signal), signal);
      }
    }
    return null;
  }

  private VideoEvent shifted(VideoEvent event) {
    Instant published = event.publishTime();
    return new VideoEvent(
        event.eventId(),
        event.source(),
        event.region(),
        event.videoId(),
        event.eventTime().plus(shift),
        event.timePrecision(),
        published == null ? null : published.plus(shift),
        event.title(),
        event.channelId(),
        event.channelTitle(),
        event.categoryId(),
        event.tags(),
        event.views(),
        event.likes(),
        event.dislikes(),
        event.comments(),
        event.commentsDisabled(),
        event.ratingsDisabled(),
        event.subscriberCount());
  }

  private TrendSignal shifted(TrendSignal signal) {
    return new TrendSignal(
        signal.eventId(),
        signal.source(),
        signal.topic(),
        signal.niche(),
        signal.volume(),
        signal.score(),
        signal.eventTime().plus(shift));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
