package com.ytempire.ml.features.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one window in time order: the newest {@value #MAX_EXACT} as they are, older ones
 * folded into tiles of fixed width, aligned to the epoch. Mutable; confined to one thread.
 *
 * <p>State is bounded: at most {@value #MAX_EXACT} samples, and as many tiles as span the window.
 * Counts, sums, means, extremes and deviations of tiles merge exactly; the one error is at the left
 * edge of a trailing window, where a tile counts as a whole until its newest sample leaves: at most
 * the samples of one tile, a 64th of the window, too many. A tile keeps {@value Tile#KEPT} values
 * for quantiles (a uniform sample: over 64 tiles the standard error of a quantile's rank is at most
 * 1.6 %). Different values are counted exactly while tiles hold at most {@value #MAX_DISTINCT};
 * beyond, every value is kept with probability 2^-level by its hash, and the count is estimated
 * with a standard error of about 6 %.
 */
final class Samples {
  static final int MAX_EXACT = 512;
  static final int MAX_DISTINCT = 512;
  private static final int FOLDED_AT_ONCE = 64;
  private static final int MAX_TILES = 4096;

  final SampleMode mode;
  private final long tileMillis;

  long[] times = new long[32];
  double[] values = new double[32];

  /** The samples are in [head, end). */
  int head;

  int end;

  /** Tiles in order of time; those from {@code tileCount} on are spare. */
  final List<Tile> tiles = new ArrayList<>();

  int tileCount;

  /** Values whose level is lower are not kept; in mode DISTINCT only. */
  int level;

  Samples(SampleMode mode, long tileMillis) {
    this.mode = mode;
    this.tileMillis = tileMillis;
  }

  void clear() {
    head = 0;
    end = 0;
    tileCount = 0;
    level = 0;
  }

  boolean isEmpty() {
    return head == end && tileCount == 0;
  }

  long tileStart(int tile) {
    return tiles.get(tile).index * tileMillis;
  }

  /** Time of the oldest sample; for a tile, its start. Only when not empty. */
  long oldest() {
    return tileCount > 0 ? tileStart(0) : times[head];
  }

  void add(long time, double value) {
    if (end == times.length) {
      makeRoom();
    }
    times[end] = time;
    values[end++] = value + 0.0; // turns -0.0 into 0.0
    if (end - head > MAX_EXACT) {
      fold();
    }
  }

  private void makeRoom() {
    int size = end - head;
    if (size > times.length / 2) {
      times = Arrays.copyOfRange(times, head, head + times.length * 2);
      values = Arrays.copyOfRange(values, head, head + values.length * 2);
    } else {
      System.arraycopy(times, head, times, 0, size);
      System.arraycopy(values, head, values, 0, size);
    }
    head = 0;
    end = size;
  }

  private void fold() {
    for (int i = 0; i < FOLDED_AT_ONCE; i++, head++) {
      long index = Math.floorDiv(times[head], tileMillis);
      if (tileCount == 0 || tiles.get(tileCount - 1).index != index) {
        spareTile().start(index);
      }
      tiles.get(tileCount - 1).add(times[head], values[head], mode, level);
    }
    while (mode == SampleMode.DISTINCT && keptInTiles() > MAX_DISTINCT) {
      level++;
      for (int i = 0; i < tileCount; i++) {
        tiles.get(i).thinTo(level);
      }
    }
  }

  private int keptInTiles() {
    int kept = 0;
    for (int i = 0; i < tileCount; i++) {
      kept += tiles.get(i).keptCount;
    }
    return kept;
  }

  private Tile spareTile() {
    if (tileCount == tiles.size()) {
      tiles.add(new Tile());
    }
    return tiles.get(tileCount++);
  }

  /** Forgets samples up to and including {@code time}, and tiles whose newest sample is. */
  void dropUpTo(long time) {
    while (head < end && times[head] <= time) {
      head++;
    }
    int gone = 0;
    while (gone < tileCount && tiles.get(gone).lastTime <= time) {
      gone++;
    }
    if (gone > 0) {
      java.util.Collections.rotate(tiles.subList(0, tileCount), -gone);
      tileCount -= gone;
      level = tileCount == 0 ? 0 : level;
    }
  }

  void write(StateWriter out, long baseTime) {
    out.writeVarint(tileCount);
    if (tileCount > 0) {
      out.writeByte(level);
      for (int i = 0; i < tileCount; i++) {
        tiles.get(i).write(out, mode, baseTime);
      }
    }
    out.writeVarint(end - head);
    long before = baseTime;
    for (int i = end - 1; i >= head; i--) {
      out.writeVarint(before - times[i]);
      before = times[i];
      out.writeDouble(values[i]);
    }
  }

  void read(StateReader in, long baseTime) {
    clear();
    int storedTiles = in.readCount(MAX_TILES);
    if (storedTiles > 0) {
      level = in.readByte();
      for (int i = 0; i < storedTiles; i++) {
        spareTile().read(in, mode, baseTime);
      }
    }
    int size = in.readCount(MAX_EXACT);
    if (times.length <= size) {
      times = new long[Math.max(times.length * 2, size + 16)];
      values = new double[times.length];
    }
    long before = baseTime;
    for (int i = size - 1; i >= 0; i--) {
      before -= in.readVarint();
      times[i] = before;
      values[i] = in.readDouble();
    }
    end = size;
  }
}
