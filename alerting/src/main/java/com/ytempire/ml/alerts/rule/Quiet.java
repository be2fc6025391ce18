package com.ytempire.ml.alerts.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** A time in which a rule tells nobody anything new. Immutable. */
public sealed interface Quiet {
  boolean contains(Instant time);

  /** Once, from the first instant, up to the second. */
  record Once(Instant from, Instant to) implements Quiet {
    @Override
    public boolean contains(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /**
   * Again and again.
   *
   * @param from time of day at which it begins
   * @param to at which it ends; on the next day where it is not after {@code from}
   * @param days on which it begins
   */
  record Daily(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) implements Quiet {
    public Daily {
      days = Set.copyOf(days);
    }

    @Override
    public boolean contains(Instant time) {
      ZonedDateTime local = time.atZone(zone);
      LocalTime clock = local.toLocalTime();
      boolean begunToday = !clock.isBefore(from) && days.contains(local.getDayOfWeek());
      boolean begunBefore = clock.isBefore(to) && days.contains(local.getDayOfWeek().minus(1));
      return from.isBefore(to) ? begunToday && clock.isBefore(to) : begunToday || begunBefore;
    }
  }
}
