package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.local.input.InputSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The synthetic world as an input. Its event time begins {@link #HISTORY} before it is first
 * played; at {@link #SPEED} it reaches the wall clock after about twelve minutes and goes on live:
 * no record is sent before its event time, so that none lies in the future. Played again after a
 * stop it goes on where it was and catches up.
 *
 * <p>A bounded stream begins so early that it ends before it is first played, however long it is.
 *
 * @param seed equal seeds give equal records, for the same first play
 * @param limit most records, video events and signals together; {@link Long#MAX_VALUE} for no end
 * @param changesAfter event time after which videos grow in another way than before, so that what a
 *     model has learnt does not hold any longer; empty for never
 */
public record SyntheticStream(long seed, long limit, Optional<Duration> changesAfter)
    implements InputSource {
  /** Event-time seconds per wall second by default: two minutes in a second. */
  public static final double SPEED = 120;

  /** How long before the first play event time begins. */
  public static final Duration HISTORY = Duration.ofHours(24);

  public SyntheticStream {
    if (limit < 1) {
      throw new IllegalArgumentException("events: " + limit + "; allowed: at least 1");
    }
    if (changesAfter.isPresent() && changesAfter.get().isNegative()) {
      throw new IllegalArgumentException(
          "changes after: " + changesAfter.get() + "; allowed: 0 or more");
    }
  }

  /** A stream whose videos always grow in the same way. */
  public SyntheticStream(long seed, long limit) {
    this(seed, limit, Optional.empty());
  }

  /** A stream without end. */
  public static SyntheticStream endless(long seed) {
    return new SyntheticStream(seed, Long.MAX_VALUE);
  }

  @Override
  public String id() {
    String change = changesAfter.map(after -> "|" + after).orElse("");
    return SyntheticReader.ORIGIN + "|1|" + seed + "|" + limit + change;
  }

  @Override
  public String description() {
    String length = limit == Long.MAX_VALUE ? "" : ", " + limit + " records";
    String change = changesAfter.map(after -> ", changes after " + after).orElse("");
    return "synthetic stream, seed " + seed + length + change;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public InputReader open(Instant firstPlayedAt) {
    WorldShape shape = WorldShape.LIVELY;
    long interval = shape.interval().toMillis();
    long history = HISTORY.toMillis();
    if (limit != Long.MAX_VALUE) {
      long intervals = limit / shape.videos() + 2;
      history = Math.max(history, Math.multiplyExact(intervals, interval));
    }
    long start = Math.floorDiv(firstPlayedAt.toEpochMilli() - history, interval) * interval;
    PlantedChange change =
        changesAfter
            .map(
                after ->
                    PlantedChange.at(Instant.ofEpochMilli(start).plus(after), shape.interval()))
            .orElse(PlantedChange.NONE);
    return new SyntheticReader(
        new SyntheticWorld(seed, Instant.ofEpochMilli(start), change, shape), limit);
  }
}
