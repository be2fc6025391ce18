package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.local.input.InputSource;
import java.time.Duration;
import java.time.Instant;

/**
 * Many days of a synthetic world in few records: four snapshots a day of each video, about trends
 * of which there are new ones every day. It begins at a given moment, so that equal seeds and
 * moments give equal records whenever it is played, and has no end.
 *
 * @param seed of everything that is random
 * @param start first moment of event time, a whole multiple of {@link #INTERVAL}
 * @param changesAfter event time after which videos grow in another way than before
 */
public record SyntheticDays(long seed, Instant start, Duration changesAfter)
    implements InputSource {
  /** Time between two snapshots of a video. */
  public static final Duration INTERVAL = WorldShape.DAYS.interval();

  @Override
  public String id() {
    return SyntheticReader.ORIGIN + "|days|1|" + seed + "|" + start + "|" + changesAfter;
  }

  @Override
  public String description() {
    return "synthetic days from %s, seed %d, changes after %s".formatted(start, seed, changesAfter);
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public InputReader open(Instant firstPlayedAt) {
    PlantedChange change = PlantedChange.at(start.plus(changesAfter), INTERVAL);
    return new SyntheticReader(
        new SyntheticWorld(seed, start, change, WorldShape.DAYS), Long.MAX_VALUE);
  }
}
