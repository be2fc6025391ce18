package com.ytempire.ml.local.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells on the console what happens: seconds since the begin, event time, subject, and what it is.
 * On a terminal a line says what is waited for. Confined to one thread.
 */
final class Teller {
  private static final DateTimeFormatter EVENT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter console;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private Instant eventTime = Instant.EPOCH;

  /**
   * @param terminal whether lines may be written over
   */
  Teller(PrintWriter console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  /** Event time has come to a moment. */
  void at(Instant reached) {
    eventTime = reached;
  }

  /** A line that stays. */
  void line(String subject, String what) {
    String time = eventTime.equals(Instant.EPOCH) ? "" : EVENT_TIME.format(eventTime);
    console.printf(
        Locale.ROOT,
        "%s%5d s  %-11s  %-9s %s%n",
        terminal ? CLEAR : "",
        elapsed().toSeconds(),
        time,
        subject,
        what);
    console.flush();
  }

  /** A line that the next one replaces; on terminals only. */
  void progress(String what) {
    if (terminal) {
      console.printf(
          Locale.ROOT,
          "%s%5d s  %-11s  … %s",
          CLEAR,
          elapsed().toSeconds(),
          EVENT_TIME.format(eventTime),
          what);
      console.flush();
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
