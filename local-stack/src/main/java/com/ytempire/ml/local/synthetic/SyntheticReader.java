package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.core.event.json.TrendSignalWriter;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Numbers and writes what a world shows. Confined to one thread. */
final class SyntheticReader implements InputReader {
  /** Where its records say that they are from. */
  static final String ORIGIN = "synthetic";

  private final SyntheticWorld world;
  private final long limit;
  private final VideoEventWriter events = new VideoEventWriter();
  private final TrendSignalWriter signals = new TrendSignalWriter();
  private final Queue<SyntheticWorld.Sighting> seen = new ArrayDeque<>();
  private long ordinal;

  /**
   * @param limit most records
   */
  SyntheticReader(SyntheticWorld world, long limit) {
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
