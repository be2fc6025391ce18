package com.ytempire.ml.jobs.io.file;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input, read or refused. Compared by identity.
 *
 * @param kind what it is
 * @param origin file name or generator it came from
 * @param position line number in the origin from 1, or ordinal of a generated record
 * @param payload the event as JSON; for {@link Kind#UNREADABLE} the line as it stands in the file;
 *     for {@link Kind#REFUSED} the bytes that no event could be made of, shortened if very long
 * @param event the event, only for {@link Kind#VIDEO_EVENT}
 * @param signal the signal, only for {@link Kind#TREND_SIGNAL}
 * @param reason why it is no event, only for the other two
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once and never compared.
public record InputRecord(
    Kind kind,
    String origin,
    long position,
    byte[] payload,
    @Nullable VideoEvent event,
    @Nullable TrendSignal signal,
    @Nullable String reason) {

  /** What became of a record. */
  public enum Kind {
    /** A valid snapshot of a video. */
    VIDEO_EVENT,
    /** A valid trend signal. */
    TREND_SIGNAL,
    /** A JSON line of bearable size that is no valid event: whoever reads events refuses it. */
    UNREADABLE,
    /** Nothing to send as an event: a line too long, a CSV row without sense, a broken signal. */
    REFUSED
  }

  /** A valid snapshot with its JSON. */
  public static InputRecord of(String origin, long position, byte[] json, VideoEvent event) {
    return new InputRecord(Kind.VIDEO_EVENT, origin, position, json, event, null, null);
  }

  /** A valid signal with its JSON. */
  public static InputRecord of(String origin, long position, byte[] json, TrendSignal signal) {
    return new InputRecord(Kind.TREND_SIGNAL, origin, position, json, null, signal, null);
  }

  static InputRecord unreadable(String origin, long position, byte[] line, String reason) {
    return new InputRecord(Kind.UNREADABLE, origin, position, line, null, null, reason);
  }

  static InputRecord refused(String origin, long position, byte[] bytes, String reason) {
    return new InputRecord(Kind.REFUSED, origin, position, bytes, null, null, reason);
  }

  /** When it happened; null for a record that is no event. */
  public @Nullable Instant eventTime() {
    return event != null ? event.eventTime() : signal != null ? signal.eventTime() : null;
  }

  /** The key under which it is sent: video id or topic; null for a record that is no event. */
  public @Nullable String key() {
    return event != null ? event.videoId() : signal != null ? signal.topic() : null;
  }
}
