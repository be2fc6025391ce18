package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.TrendSignalReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.core.prediction.json.OutcomeReader;
import com.ytempire.ml.core.prediction.json.PredictionReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * Bytes to a source record: an event, or a dead letter that says why not. Never throws on content.
 * Confined to one thread, because its reader is.
 *
 * @param <E> kind of event
 * @param <T> kind of source record
 */
final class EventDecoder<E, T extends SourceRecord> {
  /** Stage that a dead letter names when a snapshot could not be read. */
  static final String VIDEO_STAGE = "decode-video-event";

  static final String SIGNAL_STAGE = "decode-trend-signal";
  static final String VECTOR_STAGE = "decode-feature-vector";
  static final String PREDICTION_STAGE = "decode-prediction";
  static final String OUTCOME_STAGE = "decode-outcome";

  /** Reads one event. */
  private interface Reader<E> {
    E read(byte[] payload) throws InvalidEventException;
  }

  /** Makes the record of an event. */
  private interface OfEvent<E, T> {
    T make(E event, long position, long arrivedAtMillis);
  }

  /** Makes the record of what is no event. */
  private interface OfLetter<T> {
    T make(DeadLetter letter, long arrivedAtMillis);
  }

  private final Reader<E> reader;
  private final OfEvent<E, T> ofEvent;
  private final OfLetter<T> ofLetter;
  private final String stage;
  private final Clock clock;

  private EventDecoder(
      Reader<E> reader, OfEvent<E, T> ofEvent, OfLetter<T> ofLetter, String stage, Clock clock) {
    this.reader = reader;
    this.ofEvent = ofEvent;
    this.ofLetter = ofLetter;
    this.stage = stage;
    this.clock = clock;
  }

  static EventDecoder<?, VideoRecord> videos(Clock clock) {
    return new EventDecoder<>(
        new VideoEventReader(clock)::read,
        VideoRecord::of,
        VideoRecord::broken,
        VIDEO_STAGE,
        clock);
  }

  static EventDecoder<?, SignalRecord> signals(Clock clock) {
    return new EventDecoder<>(
        new TrendSignalReader(clock)::read,
        SignalRecord::of,
        SignalRecord::broken,
        SIGNAL_STAGE,
        clock);
  }

  static EventDecoder<?, VectorRecord> vectors(List<String> names, Clock clock) {
    return new EventDecoder<>(
        new VideoVectorReader(names)::read,
        VectorRecord::of,
        VectorRecord::broken,
        VECTOR_STAGE,
        clock);
  }

  static EventDecoder<?, PredictionRecord> predictions(Clock clock) {
    return new EventDecoder<>(
        json -> content(() -> PredictionReader.read(json)),
        PredictionRecord::of,
        PredictionRecord::broken,
        PREDICTION_STAGE,
        clock);
  }

  static EventDecoder<?, OutcomeRecord> outcomes(Clock clock) {
    return new EventDecoder<>(
        json -> content(() -> OutcomeReader.read(json)),
        OutcomeRecord::of,
        OutcomeRecord::broken,
        OUTCOME_STAGE,
        clock);
  }

  /** Content of this platform's own that could not be read. */
  private interface Content<E> {
    E read() throws IOException;
  }

  private static <E> E content(Content<E> content) throws InvalidEventException {
    try {
      return content.read();
    } catch (IOException e) {
      throw new InvalidEventException(
          "payload", "", "cannot be read: " + e.getMessage(), "what the inference job writes");
    }
  }

  /** Decodes one record; {@code origin} and {@code position} go into a dead letter. */
  T decode(byte[] payload, String origin, long position, long arrivedAtMillis) {
    try {
      return ofEvent.make(reader.read(payload), position, arrivedAtMillis);
    } catch (InvalidEventException e) {
      return ofLetter.make(
          new DeadLetter(origin, position, payload, e.reason(), stage, clock.instant()),
          arrivedAtMillis);
    }
  }
}
