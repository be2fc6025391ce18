package com.ytempire.ml.features.series;

import com.ytempire.ml.features.expression.Fingerprint;

/**
 * The head of every state: how far the series has come. It holds the last event's (time, id) and
 * the hashes of the last {@value #REMEMBERED} event ids.
 *
 * <p>Because events arrive in (time, id) order, an id that is no longer remembered and comes back
 * is reported as late instead of as a duplicate; it changes nothing either way. Only a repeated id
 * with a newer time, after more than {@value #REMEMBERED} other events of its series, would count
 * as new. Two ids are taken for one with a probability of 2^-64 per pair.
 */
final class Progress {
  static final int REMEMBERED = 16;
  private static final int VERSION = 1;
  private static final int IDS_AT = 10;

  private final StateReader reader;
  private int remembered;
  private long lastTime;

  Progress(StateReader reader) {
    this.reader = reader;
  }

  /** Time of the last event of the state read. */
  long lastTime() {
    return lastTime;
  }

  /** A series without state. */
  void start() {
    remembered = 0;
    lastTime = Long.MIN_VALUE;
  }

  /** Reads the head of the state that the reader was reset to, and stands behind it. */
  void read() {
    readFixed();
    reader.skipText();
  }

  /** Reads the head and judges an event by it. */
  Outcome read(long time, String eventId, long idHash) {
    readFixed();
    for (int i = remembered - 1; i >= 0; i--) {
      if (reader.longAt(IDS_AT + 8 * i) == idHash) {
        return Outcome.DUPLICATE;
      }
    }
    if (time < lastTime) {
      return Outcome.LATE;
    }
    if (time == lastTime) {
      int before = reader.position();
      if (reader.compareText(eventId) > 0) {
        return Outcome.LATE;
      }
      reader.position(before);
    }
    reader.skipText();
    return Outcome.COMPUTED;
  }

  private void readFixed() {
    int version = reader.readByte();
    if (version != VERSION) {
      throw new SeriesStateException(
          "state has version " + version + "; this software reads version " + VERSION);
    }
    lastTime = reader.readLong();
    remembered = reader.readByte();
    if (remembered < 0 || remembered > REMEMBERED) {
      throw new SeriesStateException("state remembers " + remembered + " event ids");
    }
    reader.position(IDS_AT + 8 * remembered);
  }

  /** Writes the head after an event was processed. */
  void write(StateWriter out, long time, String eventId, long idHash) {
    int dropped = remembered == REMEMBERED ? 1 : 0;
    out.writeByte(VERSION);
    out.writeLong(time);
    out.writeByte(remembered - dropped + 1);
    if (remembered > dropped) {
      out.writeBytes(reader.bytes(), IDS_AT + 8 * dropped, IDS_AT + 8 * remembered);
    }
    out.writeLong(idHash);
    out.writeText(eventId);
  }

  /** A well-spread 64-bit hash of an id, the same in every process. */
  static long hash(String id) {
    long hash = id.length();
    int i = 0;
    for (; i + 4 <= id.length(); i += 4) {
      long four =
          (long) id.charAt(i)
              | (long) id.charAt(i + 1) << 16
              | (long) id.charAt(i + 2) << 32
              | (long) id.charAt(i + 3) << 48;
      hash = (hash ^ four) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return Fingerprint.mix(hash);
  }
}
