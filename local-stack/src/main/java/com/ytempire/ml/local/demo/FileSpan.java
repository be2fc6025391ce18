package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of snapshots covers.
 *
 * @param firstDay begin of the day of its first snapshot
 * @param days days until the end of that of its last one
 * @param gap median time between two snapshots of a video, of whole hours and at least one; a day
 *     where no video is there twice
 */
record FileSpan(Instant firstDay, int days, Duration gap) {
  /**
   * Reads a file through.
   *
   * @throws IllegalArgumentException when it has no snapshot
   */
  static FileSpan of(InputFile file, Clock clock) throws IOException {
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    Map<String, Instant> newest = new HashMap<>();
    List<Long> gaps = new ArrayList<>();
    try (InputReader reader = file.open(clock)) {
      for (InputRecord record = reader.next(); record != null; record = reader.next()) {
        VideoEvent event = record.event();
        if (event == null) {
          continue;
        }
        Instant time = event.eventTime();
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
        Instant before = newest.put(event.seriesId(), time);
        if (before != null && time.isAfter(before)) {
          gaps.add(Duration.between(before, time).toMinutes());
        }
      }
    }
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(file.path() + " has no snapshot of a video");
    }
    Instant day = first.truncatedTo(ChronoUnit.DAYS);
    int days = (int) ChronoUnit.DAYS.between(day, last) + 1;
    return new FileSpan(day, days, Duration.ofHours(hours(gaps)));
  }

  private static long hours(List<Long> minutes) {
    if (minutes.isEmpty()) {
      return 24;
    }
    Collections.sort(minutes);
    return Math.max(1, Math.round(minutes.get(minutes.size() / 2) / 60.0));
  }
}
