package com.ytempire.ml.jobs.training;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.split.SideRule;
import java.time.Instant;
import java.util.Arrays;

/** The times of labelled examples in their order, 12 bytes each. Confined to one thread. */
final class LabelledTimes {
  private static final int FIRST_ROOM = 1024;

  private long[] seconds = new long[FIRST_ROOM];
  private int[] nanos = new int[FIRST_ROOM];
  private int count;

  /** Adds a time, not before the last one's. */
  void add(Instant time) {
    if (count == seconds.length) {
      int room = Math.addExact(count, count >> 1);
      seconds = Arrays.copyOf(seconds, room);
      nanos = Arrays.copyOf(nanos, room);
    }
    seconds[count] = time.getEpochSecond();
    nanos[count++] = time.getNano();
  }

  /** The time that parts what is learnt from what is judged. */
  Instant cut(DataSplit shares) {
    int before = (int) SideRule.rowsBeforeCut(shares, count);
    return before >= count ? Example.NEVER : Instant.ofEpochSecond(seconds[before], nanos[before]);
  }
}
