package com.ytempire.ml.training.label;

import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The snapshots of one video in (event time, event id) order, and what became of each.
 *
 * <p>A snapshot that was stored several times counts as it was first known. The snapshot that an
 * example of a time is of is the newest that could be read then; all later ones could not, so what
 * they tell is told by nothing else. Immutable.
 */
public final class SnapshotSeries {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final List<Snapshot> snapshots;

  /** Per snapshot the earliest time from which on a later one can be read. */
  private final long[] supersededFrom;

  /**
   * A snapshot, times in milliseconds since the epoch.
   *
   * @param visibleFrom when it could first be read
   * @param views NaN for null, as are the other counts
   */
  public record Snapshot(
      String eventId,
      long eventMillis,
      long visibleFrom,
      double views,
      double likes,
      double comments) {}

  /**
   * What became of a snapshot.
   *
   * @param labels one per head, NaN where unknown
   * @param knownMillis when the last of them was known; {@link Long#MAX_VALUE} where none is
   * @param nextMillis the same of those that the next snapshot tells: of all but the peak
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Labels(float[] labels, long knownMillis, long nextMillis) {
    /** What was known of them before a time: the peak may have come later than the rest. */
    public Labels knownBefore(long millis, List<Head> heads) {
      if (knownMillis < millis || nextMillis >= millis) {
        return this;
      }
      float[] known = labels.clone();
      for (int i = 0; i < known.length; i++) {
        known[i] = heads.get(i) == Head.HOURS_TO_PEAK ? Float.NaN : known[i];
      }
      return new Labels(known, nextMillis, nextMillis);
    }
  }

  private SnapshotSeries(List<Snapshot> snapshots) {
    this.snapshots = snapshots;
    this.supersededFrom = new long[snapshots.size()];
    long earliest = Knowledge.NEVER;
    for (int i = snapshots.size() - 1; i >= 0; i--) {
      supersededFrom[i] = earliest;
      earliest = Math.min(earliest, snapshots.get(i).visibleFrom);
    }
  }

  /**
   * @param rows in any order; of rows of one event the one that is visible first counts
   */
  public static SnapshotSeries of(List<Snapshot> rows) {
    Map<String, Snapshot> byEvent = new HashMap<>();
    for (Snapshot row : rows) {
      byEvent.merge(row.eventId, row, (a, b) -> b.visibleFrom < a.visibleFrom ? b : a);
    }
    List<Snapshot> ordered = new ArrayList<>(byEvent.values());
    ordered.sort(Comparator.comparingLong(Snapshot::eventMillis).thenComparing(Snapshot::eventId));
    return new SnapshotSeries(ordered);
  }

  /** Times at which a snapshot became the newest that could be read, in order. */
  public List<Long> times() {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      if (snapshots.get(i).visibleFrom < supersededFrom[i]) {
        times.add(snapshots.get(i).visibleFrom);
      }
    }
    return times;
  }

  /**
   * The labels of an example of a time.
   *
   * @param atMillis time of the example
   * @param oldestMillis snapshots from before this say nothing any more
   * @param horizonMillis how far the peak of velocity is looked for
   */
  public Labels labels(long atMillis, long oldestMillis, List<Head> heads, long horizonMillis) {
    float[] labels = new float[heads.size()];
    Arrays.fill(labels, Float.NaN);
    int base = newest(atMillis);
    if (base < 0
        || snapshots.get(base).eventMillis < oldestMillis
        || Double.isNaN(snapshots.get(base).views)) {
      return new Labels(labels, Long.MAX_VALUE, Long.MAX_VALUE);
    }
    Snapshot now = snapshots.get(base);
    int next = nextWithViews(base);
    long peakKnown = Long.MIN_VALUE;
    long nextKnown = Long.MIN_VALUE;
    for (int i = 0; i < labels.length; i++) {
      if (heads.get(i) == Head.HOURS_TO_PEAK) {
        Peak peak = peak(base, horizonMillis);
        labels[i] = (float) peak.hours;
        peakKnown = Double.isNaN(peak.hours) ? peakKnown : peak.knownMillis;
      } else if (next >= 0) {
        labels[i] = (float) outcome(heads.get(i), now, snapshots.get(next));
        nextKnown = Float.isNaN(labels[i]) ? nextKnown : snapshots.get(next).visibleFrom;
      }
    }
    return new Labels(labels, orNever(Math.max(peakKnown, nextKnown)), orNever(nextKnown));
  }

  private static long orNever(long millis) {
    return millis == Long.MIN_VALUE ? Long.MAX_VALUE : millis;
  }

  private static double outcome(Head head, Snapshot now, Snapshot then) {
    return switch (head) {
      case VIRAL_PROBABILITY -> Growth.isViral(now.views, then.views) ? 1 : 0;
      case LOG_GROWTH -> Growth.log(now.views, then.views);
      case LIKES_LOG_GROWTH -> Growth.log(now.likes, then.likes);
      case COMMENTS_LOG_GROWTH -> Growth.log(now.comments, then.comments);
      case HOURS_TO_PEAK -> throw new IllegalArgumentException("not of two snapshots");
    };
  }

  /** The newest snapshot that could be read at a time, or -1. */
  private int newest(long atMillis) {
    for (int i = snapshots.size() - 1; i >= 0; i--) {
      if (snapshots.get(i).visibleFrom <= atMillis) {
        return i;
      }
    }
    return -1;
  }

  private int nextWithViews(int from) {
    for (int i = from + 1; i < snapshots.size(); i++) {
      Snapshot later = snapshots.get(i);
      if (later.eventMillis > snapshots.get(from).eventMillis && !Double.isNaN(later.views)) {
        return i;
      }
    }
    return -1;
  }

  private record Peak(double hours, long knownMillis) {}

  private Peak peak(int base, long horizonMillis) {
    long start = snapshots.get(base).eventMillis;
    long end = start + horizonMillis;
    double fastest = Double.NEGATIVE_INFINITY;
    double middle = Double.NaN;
    long known = Long.MIN_VALUE;
    int at = base;
    while (snapshots.get(at).eventMillis < end) {
      int next = nextWithViews(at);
      if (next < 0) {
        return new Peak(Double.NaN, known);
      }
      Snapshot a = snapshots.get(at);
      Snapshot b = snapshots.get(next);
      double speed = (b.views - a.views) / (b.eventMillis - a.eventMillis);
      if (speed > fastest) {
        fastest = speed;
        middle = (a.eventMillis - start + (b.eventMillis - start)) / 2.0;
      }
      known = Math.max(known, b.visibleFrom);
      at = next;
    }
    return new Peak(Math.min(middle, horizonMillis) / MILLIS_PER_HOUR, known);
  }
}
