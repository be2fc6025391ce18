package com.ytempire.ml.bench.serving;

import com.ytempire.ml.core.store.json.StoredTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long it takes from an event that is posted until the features answer it. */
final class StreamLatency {
  private static final Duration WARM_UP = Duration.ofSeconds(120);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 5_000_000;
  private static final String NAMES = "?names=engagement_rate";

  private final URI server;
  private final String token;

  StreamLatency(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * Posts events one after the other.
   *
   * @return milliseconds from sending each to its features
   * @throws IllegalStateException when one is not served in half a minute
   */
  Histogram measure(int events) throws IOException {
    var millis = new Histogram(LIMIT.toMillis() * 2, 3);
    try (var caller = new HttpCaller(server)) {
      once(caller, "warm-up", WARM_UP);
      for (int i = 0; i < events; i++) {
        millis.recordValue(once(caller, "streamed-" + i % 50, LIMIT));
      }
    }
    return millis;
  }

  private long once(HttpCaller caller, String video, Duration limit) throws IOException {
    long begun = System.nanoTime();
    Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String event =
        """
        {"region":"US","video_id":"%s","event_time":"%s","title":"The news of %s","views":1000,\
        "likes":50,"comments":5}"""
            .formatted(video, time, video);
    int status = caller.call(HttpCaller.request("POST", server, "/events/video", token, event));
    if (status != 202) {
      throw new IllegalStateException("an event was answered with " + status);
    }
    String path = "/features/video/US%7C" + video + NAMES;
    byte[] read = HttpCaller.request("GET", server, path, token, "");
    String wanted = "\"computed_at\":\"" + StoredTime.text(time);
    while (caller.call(read) != 200 || !caller.body().contains(wanted)) {
      if (System.nanoTime() - begun > limit.toNanos()) {
        throw new IllegalStateException("an event was not served within " + limit);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
