package com.ytempire.ml.features.series;

/**
 * Older signals of one window, folded into tiles of a 64th of the window over three windows' time,
 * and the window's sums over tiles and newer signals. Mutable; confined to one thread.
 */
final class SignalTiles {
  private static final int TILES_PER_WINDOW = 64;
  private static final int MAX_TILES = 3 * TILES_PER_WINDOW + 8;

  final long windowMillis;
  private final long tileMillis;

  /** Since when every signal is in this window's state. */
  private long since;

  private int size;
  private final long[] indices = new long[MAX_TILES];
  private final long[] lastTimes = new long[MAX_TILES];
  private final double[] volumes = new double[MAX_TILES];
  private final double[] scoredVolumes = new double[MAX_TILES];
  private final double[] weightedScores = new double[MAX_TILES];

  SignalTiles(long windowMillis) {
    this.windowMillis = windowMillis;
    this.tileMillis = Math.max(1, windowMillis / TILES_PER_WINDOW);
  }

  void start(long since) {
    this.since = since;
    size = 0;
  }

  /** Takes in a signal that is older than all signals not folded. */
  void fold(long time, double volume, double score) {
    long index = Math.floorDiv(time, tileMillis);
    if (size == 0 || indices[size - 1] != index) {
      if (size == MAX_TILES) {
        remove(1);
      }
      indices[size] = index;
      volumes[size] = 0;
      scoredVolumes[size] = 0;
      weightedScores[size] = 0;
      size++;
    }
    int at = size - 1;
    lastTimes[at] = time;
    volumes[at] += volume;
    if (!Double.isNaN(score)) {
      scoredVolumes[at] += volume;
      weightedScores[at] += volume * score;
    }
  }

  void dropUpTo(long time) {
    int gone = 0;
    while (gone < size && lastTimes[gone] <= time) {
      gone++;
    }
    if (gone > 0) {
      remove(gone);
    }
  }

  private void remove(int gone) {
    size -= gone;
    for (double[] sums : new double[][] {volumes, scoredVolumes, weightedScores}) {
      System.arraycopy(sums, gone, sums, 0, size);
    }
    System.arraycopy(indices, gone, indices, 0, size);
    System.arraycopy(lastTimes, gone, lastTimes, 0, size);
  }

  /** Fills volume, velocity, acceleration and strength as of {@code now}. */
  void compute(SignalSamples newer, long now, double[] numbers, int at) {
    double[] sums = new double[3];
    double scored = 0;
    double weighted = 0;
    for (int i = 0; i < size; i++) {
      int age = age(now, lastTimes[i]);
      if (age < sums.length) {
        sums[age] += volumes[i];
      }
      if (age == 0) {
        scored += scoredVolumes[i];
        weighted += weightedScores[i];
      }
    }
    for (int i = newer.head; i < newer.end; i++) {
      int age = age(now, newer.times[i]);
      if (age < sums.length) {
        sums[age] += newer.volumes[i];
      }
      if (age == 0 && !Double.isNaN(newer.scores[i])) {
        scored += newer.volumes[i];
        weighted += newer.volumes[i] * newer.scores[i];
      }
    }
    double hours = windowMillis / EventInputs.HOUR_MILLIS;
    long observed = now - since;
    numbers[at] = sums[0];
    numbers[at + 1] = observed < 2 * windowMillis ? Double.NaN : (sums[0] - sums[1]) / hours;
    numbers[at + 2] =
        observed < 3 * windowMillis
            ? Double.NaN
            : (sums[0] - 2 * sums[1] + sums[2]) / (hours * hours);
    numbers[at + 3] = scored > 0 ? weighted / scored : Double.NaN;
  }

  /** 0 for (now − window, now], 1 for the window before it, 2 for the one before that, else 3. */
  private int age(long now, long time) {
    return (int) Math.min(3, (now - time) / windowMillis);
  }

  long signature() {
    return windowMillis;
  }

  void write(StateWriter out, long baseTime) {
    int section = out.beginSection(signature());
    out.writeVarint(baseTime - since);
    out.writeVarint(size);
    for (int i = 0; i < size; i++) {
      out.writeSigned(indices[i]);
      out.writeVarint(baseTime - lastTimes[i]);
      out.writeDouble(volumes[i]);
      out.writeDouble(scoredVolumes[i]);
      out.writeDouble(weightedScores[i]);
    }
    out.endSection(section);
  }

  void read(StateReader in, long baseTime) {
    since = baseTime - in.readVarint();
    size = in.readCount(MAX_TILES);
    for (int i = 0; i < size; i++) {
      indices[i] = in.readSigned();
      lastTimes[i] = baseTime - in.readVarint();
      volumes[i] = in.readDouble();
      scoredVolumes[i] = in.readDouble();
      weightedScores[i] = in.readDouble();
    }
  }
}
