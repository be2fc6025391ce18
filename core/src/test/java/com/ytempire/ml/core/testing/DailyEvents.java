package com.ytempire.ml.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Writes a file of events from which something can be learnt in a second. */
public final class DailyEvents {
  private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");
  private static final int DAYS = 6;

  private DailyEvents() {}

  /**
   * A video appears every four hours and has a snapshot on each of six days; each day its views
   * grow by about half as much as on the day before, and likes and comments with them.
   *
   * @param file named {@code *.jsonl}
   */
  public static Path write(Path file, int videos, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var lines = new StringBuilder();
    for (int video = 0; video < videos; video++) {
      double views = Math.pow(10, 3 + 3 * random.nextDouble());
      double growth = 1.2 * random.nextDouble();
      Instant published = START.plus(Duration.ofHours(4L * video));
      for (int day = 1; day <= DAYS; day++) {
        Instant at = published.plus(Duration.ofDays(day));
        String region = video % 2 == 0 ? "US" : "CA";
        lines.append(
            """
            {"event_id":"%s|v%d|%s","source":"youtube","region":"%s","video_id":"v%d","event_time":"%s",\
            "time_precision":"second","publish_time":"%s","title":"Video %d","category_id":24,\
            "views":%d,"likes":%d,"comments":%d,"subscriber_count":%d}
            """
                .formatted(
                    region,
                    video,
                    at,
                    region,
                    video,
                    at,
                    published,
                    video,
                    (long) views,
                    (long) (views / 20),
                    (long) (views / 200),
                    1000 + 10 * video));
        views *= Math.exp(growth);
        growth *= 0.4 + 0.2 * random.nextDouble();
      }
    }
    return Files.writeString(file, lines);
  }
}
