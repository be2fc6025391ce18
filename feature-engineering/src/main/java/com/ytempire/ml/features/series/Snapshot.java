package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.definition.Input;
import org.jspecify.annotations.Nullable;

/**
 * The previous snapshot of a video, and how many there were. Gives the inputs that compare an event
 * with it. Mutable; confined to one thread.
 */
final class Snapshot {
  private static final int COUNTS = 4;

  private long index;
  private int known;
  private final long[] counts = new long[COUNTS];

  void start() {
    index = 0;
    known = 0;
  }

  void read(StateReader in) {
    index = in.readVarint();
    known = in.readByte();
    for (int i = 0; i < COUNTS; i++) {
      if ((known & 1 << i) != 0) {
        counts[i] = in.readVarint();
      }
    }
  }

  /** Fills the inputs from SNAPSHOT_INDEX on. */
  void fill(double[] values, VideoEvent event, long time, long previousTime) {
    values[Input.SNAPSHOT_INDEX.ordinal()] = index;
    double gap = index == 0 ? Double.NaN : (time - previousTime) / EventInputs.HOUR_MILLIS;
    values[Input.PREV_GAP_HOURS.ordinal()] = gap;
    fill(values, Input.DELTA_VIEWS, Input.VIEW_RATE_PER_HOUR, 0, event.views(), gap);
    fill(values, Input.DELTA_LIKES, Input.LIKE_RATE_PER_HOUR, 1, event.likes(), gap);
    fill(values, Input.DELTA_DISLIKES, Input.DISLIKE_RATE_PER_HOUR, 2, event.dislikes(), gap);
    fill(values, Input.DELTA_COMMENTS, Input.COMMENT_RATE_PER_HOUR, 3, event.comments(), gap);
  }

  private void fill(
      double[] values, Input delta, Input rate, int at, @Nullable Long count, double gap) {
    double change =
        count == null || (known & 1 << at) == 0 ? Double.NaN : (double) (count - counts[at]);
    values[delta.ordinal()] = change;
    values[rate.ordinal()] = gap > 0 ? change / gap : Double.NaN;
  }

  /** Writes the event as the new previous snapshot. */
  void write(StateWriter out, VideoEvent event) {
    out.writeVarint(index + 1);
    out.writeByte(
        bit(event.views(), 1)
            | bit(event.likes(), 2)
            | bit(event.dislikes(), 4)
            | bit(event.comments(), 8));
    write(out, event.views());
    write(out, event.likes());
    write(out, event.dislikes());
    write(out, event.comments());
  }

  private static int bit(@Nullable Long count, int bit) {
    return count == null ? 0 : bit;
  }

  private static void write(StateWriter out, @Nullable Long count) {
    if (count != null) {
      out.writeVarint(count);
    }
  }
}
