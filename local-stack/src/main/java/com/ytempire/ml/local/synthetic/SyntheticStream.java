package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.core.event.json.TrendSignalWriter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import com.ytempire.ml.local.input.InputSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

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

  private static final String ORIGIN = "synthetic";

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
    return ORIGIN + "|1|" + seed + "|" + limit + change;
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
    long interval = SyntheticWorld.INTERVAL.toMillis();
    long history = HISTORY.toMillis();
    if (limit != Long.MAX_VALUE) {
      long intervals = limit / SyntheticWorld.fewestPerInterval() + 2;
      history = Math.max(history, Math.multiplyExact(intervals, interval));
    }
    long start = Math.floorDiv(firstPlayedAt.toEpochMilli() - history, interval) * interval;
    PlantedChange change =
        changesAfter
            .map(after -> new PlantedChange(start + after.toMillis()))
            .orElse(PlantedChange.NONE);
    return new Reader(new SyntheticWorld(seed, Instant.ofEpochMilli(start), change), limit);
  }

  /** Numbers and writes what the world shows. */
  private static final class Reader implements InputReader {
    private final SyntheticWorld world;
    private final long limit;
    private final VideoEventWriter events = new VideoEventWriter();
    private final TrendSignalWriter signals = new TrendSignalWriter();
    private final Queue<SyntheticWorld.Sighting> seen = new ArrayDeque<>();
    private long ordinal;

    Reader(SyntheticWorld world, long limit) {
      this.world = world;
      this.limit = limit;
    }

    @Override
    public @Nullable InputRecord next() {
      if (ordinal == limit) {
        return null;
      }
      if (seen.isEmpty()) {
        seen.addAll(world.nextInterval());
      }
      SyntheticWorld.Sighting sighting = seen.remove();
      ordinal++;
      if (sighting.event() != null) {
        byte[] json = events.write(sighting.event());
        return InputRecord.of(ORIGIN, ordinal, json, sighting.event());
      }
      if (sighting.signal() != null) {
        byte[] json = signals.write(sighting.signal());
        return InputRecord.of(ORIGIN, ordinal, json, sighting.signal());
      }
      throw new IllegalStateException("a sighting of nothing");
    }

    @Override
    public void close() {}
  }
}
