package com.ytempire.ml.features.testing;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots for tests, where most fields do not matter. */
public final class Events {
  /** 2026-01-05T00:00:00Z, a Monday. */
  public static final long MONDAY = 1_767_571_200_000L;

  private Events() {}

  /** A snapshot of video {@code v} with views, at so many milliseconds after {@link #MONDAY}. */
  public static VideoEvent at(long millis, @Nullable Long views) {
    return of("e" + millis, "v", millis, views, 10L, 2L);
  }

  public static VideoEvent of(
      String id,
      String video,
      long millis,
      @Nullable Long views,
      @Nullable Long likes,
      @Nullable Long comments) {
    return new VideoEvent(
        id,
        "youtube",
        "US",
        video,
        Instant.ofEpochMilli(MONDAY + millis),
        "second",
        Instant.ofEpochMilli(MONDAY - 7_200_000),
        "A title",
        "channel",
        "Channel",
        10,
        List.of("a", "b"),
        views,
        likes,
        1L,
        comments,
        false,
        false,
        5000L);
  }

  public static VideoEvent withSubscribers(@Nullable Long subscribers) {
    return new VideoEvent(
        "e",
        "youtube",
        null,
        "v",
        Instant.ofEpochMilli(MONDAY),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        subscribers);
  }
}
