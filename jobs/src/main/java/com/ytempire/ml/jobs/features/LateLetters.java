package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.TrendSignalWriter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Late events as dead letters, so that they are kept where every refused record is kept. */
final class LateLetters {
  /** Stage that a late event names; it tells them from broken ones. */
  static final String STAGE = "late-event";

  private LateLetters() {}

  static final class OfVideos extends RichMapFunction<VideoEvent, DeadLetter> {
    private static final long serialVersionUID = 1L;
    private transient VideoEventWriter writer;

    @SuppressWarnings("NullAway.Init") // writer is made in open
    OfVideos() {}

    @Override
    public void open(OpenContext context) {
      writer = new VideoEventWriter();
    }

    @Override
    public DeadLetter map(VideoEvent event) {
      return letter(event.seriesId(), event.eventTime(), writer.write(event));
    }
  }

  static final class OfSignals extends RichMapFunction<TrendSignal, DeadLetter> {
    private static final long serialVersionUID = 1L;
    private transient TrendSignalWriter writer;

    @SuppressWarnings("NullAway.Init") // writer is made in open
    OfSignals() {}

    @Override
    public void open(OpenContext context) {
      writer = new TrendSignalWriter();
    }

    @Override
    public DeadLetter map(TrendSignal signal) {
      return letter(signal.seriesId(), signal.eventTime(), writer.write(signal));
    }
  }

  private static DeadLetter letter(String series, Instant eventTime, byte[] payload) {
    return new DeadLetter(
        series,
        eventTime.toEpochMilli(),
        payload,
        "event_time: %s is behind what series %s has already processed"
            .formatted(eventTime, series),
        STAGE,
        Instant.now());
  }
}
