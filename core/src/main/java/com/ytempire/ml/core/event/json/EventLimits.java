package com.ytempire.ml.core.event.json;

import java.time.Duration;
import java.time.Instant;

/** Bounds that every event keeps, whichever way it came in. */
public final class EventLimits {
  /** Longest payload that is read, in bytes: Kafka's usual limit for a message, 1 MiB. */
  public static final int MAX_PAYLOAD_BYTES = 1 << 20;

  /** Bytes kept of a line that is longer than {@link #MAX_PAYLOAD_BYTES}. */
  public static final int KEPT_BYTES_OF_LONG_LINE = 64 << 10;

  /** Largest count: 2^53 − 1, up to which a double holds every whole number. */
  public static final long MAX_COUNT = (1L << 53) - 1;

  /** Longest entity id in characters, as wide as the store's column. */
  public static final int MAX_ID_CHARS = 255;

  /** Longest event id in characters: room for an entity id and a time. */
  public static final int MAX_EVENT_ID_CHARS = 512;

  /** First moment that counts as a real time: YouTube did not exist before. */
  public static final Instant EARLIEST = Instant.parse("2005-01-01T00:00:00Z");

  /** How far an event may lie ahead of the clock: sources' clocks and time zones differ. */
  public static final Duration EVENT_TIME_AHEAD = Duration.ofDays(1);

  /**
   * How far a publish time may lie ahead of the clock: a day more than an event, because in daily
   * sets the event time is the day's midnight and a video may be published later that day.
   */
  public static final Duration PUBLISH_TIME_AHEAD = Duration.ofDays(2);

  private EventLimits() {}
}
