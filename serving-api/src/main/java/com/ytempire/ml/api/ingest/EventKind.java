package com.ytempire.ml.api.ingest;

import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.TrendSignalReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import java.time.Clock;
import java.util.Arrays;

/** What can be sent: how an item is read and which topic takes it. */
enum EventKind {
  VIDEO(Topics.VIDEO_EVENTS) {
    @Override
    Reader reader(Clock clock) {
      var reader = new VideoEventReader(clock);
      return (bytes, from, to) -> {
        VideoEvent event = reader.read(bytes, from, to - from);
        return new Item(
            event.videoId(),
            event.eventTime().toEpochMilli(),
            event.eventId(),
            Arrays.copyOfRange(bytes, from, to));
      };
    }
  },
  SIGNAL(Topics.TREND_SIGNALS) {
    @Override
    Reader reader(Clock clock) {
      var reader = new TrendSignalReader(clock);
      return (bytes, from, to) -> {
        TrendSignal signal = reader.read(bytes, from, to - from);
        return new Item(
            signal.topic(),
            signal.eventTime().toEpochMilli(),
            signal.eventId(),
            Arrays.copyOfRange(bytes, from, to));
      };
    }
  };

  private final String topic;

  EventKind(String topic) {
    this.topic = topic;
  }

  String topic() {
    return topic;
  }

  /** A reader for one thread. */
  abstract Reader reader(Clock clock);

  /** Reads items by the rules of the jobs. */
  interface Reader {
    /**
     * @param from first byte
     * @param to byte after the last
     */
    Item read(byte[] bytes, int from, int to) throws InvalidEventException;
  }
}
