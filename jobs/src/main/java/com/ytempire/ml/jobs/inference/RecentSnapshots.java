package com.ytempire.ml.jobs.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.jobs.io.VideoVector;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The newest snapshots of one video, at most as many as a sequence has, and the bytes that state
 * holds of them. Those are a storage format: change it only together with the version. Immutable.
 */
final class RecentSnapshots {
  /** Of a video that was not seen before. */
  static final RecentSnapshots NONE = new RecentSnapshots("", new long[0], SnapshotRows.NONE);

  private static final byte VERSION = 1;

  private final String newestId;
  private final long[] millis;
  private final SnapshotRows rows;

  /**
   * @param newestId the newest snapshot
   * @param millis times of the snapshots in epoch milliseconds, oldest first
   * @param rows their numbers
   */
  private RecentSnapshots(String newestId, long[] millis, SnapshotRows rows) {
    this.newestId = newestId;
    this.millis = millis;
    this.rows = rows;
  }

  /** Whether a snapshot comes after all of these by (event time, event id). */
  boolean isBefore(VideoVector vector) {
    if (millis.length == 0) {
      return true;
    }
    int byTime = Long.compare(millis[millis.length - 1], vector.eventTime().toEpochMilli());
    return byTime != 0 ? byTime < 0 : newestId.compareTo(vector.eventId()) < 0;
  }

  /** The numbers of the snapshots that have an earlier time than another one. */
  SnapshotRows before(VideoVector vector) {
    return rows.first(olderThan(vector)).newest(SnapshotSequence.MOST_STEPS - 1);
  }

  private int olderThan(VideoVector vector) {
    int older = millis.length;
    while (older > 0 && millis[older - 1] >= vector.eventTime().toEpochMilli()) {
      older--;
    }
    return older;
  }

  /**
   * With one more, which comes after all of these: in place of one of its time, and of the oldest
   * where there are too many.
   */
  RecentSnapshots plus(VideoVector vector) {
    int older = olderThan(vector);
    int kept = Math.min(older, SnapshotSequence.MOST_STEPS - 1);
    long[] times = new long[kept + 1];
    System.arraycopy(millis, older - kept, times, 0, kept);
    times[kept] = vector.eventTime().toEpochMilli();
    return new RecentSnapshots(
        vector.eventId(),
        times,
        rows.first(older).plus(vector.numbers(), SnapshotSequence.MOST_STEPS));
  }

  byte[] toBytes() {
    byte[] id = newestId.getBytes(UTF_8);
    byte[] numbers = rows.toBytes();
    ByteBuffer out =
        ByteBuffer.allocate(
            2 + Integer.BYTES + id.length + millis.length * Long.BYTES + numbers.length);
    out.put(VERSION).putInt(id.length).put(id).put((byte) millis.length);
    for (long time : millis) {
      out.putLong(time);
    }
    return out.put(numbers).array();
  }

  /**
   * @throws IllegalArgumentException when the bytes are something else
   */
  static RecentSnapshots ofBytes(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "recent snapshots in version %d; known: %d".formatted(version, VERSION));
      }
      byte[] id = new byte[Math.min(in.getInt(), in.remaining())];
      in.get(id);
      long[] millis = new long[in.get()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = in.getLong();
      }
      SnapshotRows rows =
          SnapshotRows.ofBytes(Arrays.copyOfRange(bytes, in.position(), bytes.length));
      return new RecentSnapshots(new String(id, UTF_8), millis, rows);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("recent snapshots end too early", e);
    }
  }
}
