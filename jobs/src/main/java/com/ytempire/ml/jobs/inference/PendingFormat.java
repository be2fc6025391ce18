package com.ytempire.ml.jobs.inference;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of one video that wait, as the bytes that state holds. A storage format: change
 * it only together with the version.
 */
final class PendingFormat {
  private static final int VERSION = 1;
  private static final int SNAPSHOT = 1;
  private static final int NEXT = 2;
  private static final int ANSWER = 4;
  private static final int GIVEN_UP = 8;

  private PendingFormat() {}

  /**
   * What state holds.
   *
   * @param timerMillis when the timer is set that gives predictions up, or {@code Long.MAX_VALUE}
   * @param pending the predictions
   */
  record State(long timerMillis, List<Pending> pending) {
    static final State EMPTY = new State(Long.MAX_VALUE, List.of());
  }

  static byte[] write(long timerMillis, List<Pending> pending) {
    var bytes = new ByteArrayOutputStream(32 + 128 * pending.size());
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(timerMillis);
      out.writeInt(pending.size());
      for (Pending waiting : pending) {
        write(waiting, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Pending waiting, DataOutputStream out) throws IOException {
    out.writeUTF(waiting.eventId);
    out.writeLong(waiting.eventMillis);
    out.writeByte(
        (waiting.snapshot == null ? 0 : SNAPSHOT)
            | (waiting.next == null ? 0 : NEXT)
            | (waiting.answer == null ? 0 : ANSWER)
            | (waiting.givenUp == null ? 0 : GIVEN_UP));
    if (waiting.snapshot != null) {
      counts(waiting.snapshot, out);
    }
    if (waiting.next != null) {
      out.writeUTF(waiting.next.eventId());
      out.writeLong(waiting.next.eventMillis());
      counts(waiting.next, out);
    }
    if (waiting.answer != null) {
      Answer answer = waiting.answer;
      out.writeBoolean(answer.failed());
      out.writeUTF(answer.modelName());
      out.writeUTF(answer.modelVersion());
      out.writeUTF(answer.type());
      out.writeLong(answer.predictedAtMillis());
      out.writeDouble(answer.viralProbability());
      out.writeDouble(answer.logGrowth());
    }
    if (waiting.givenUp != null) {
      out.writeUTF(waiting.givenUp);
    }
  }

  private static void counts(Snapshot snapshot, DataOutputStream out) throws IOException {
    out.writeDouble(snapshot.views());
    out.writeDouble(snapshot.likes());
    out.writeDouble(snapshot.comments());
  }

  /**
   * @param entityId the video, which is the key of the state and not in it
   */
  static State read(String entityId, byte @Nullable [] bytes) {
    if (bytes == null) {
      return State.EMPTY;
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version + " is not known; known: " + VERSION);
      }
      long timerMillis = in.readLong();
      int count = in.readInt();
      List<Pending> pending = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        pending.add(pending(entityId, in));
      }
      return new State(timerMillis, pending);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "pending predictions of %s cannot be read: %s".formatted(entityId, e.getMessage()), e);
    }
  }

  private static Pending pending(String entityId, DataInputStream in) throws IOException {
    var waiting = new Pending(in.readUTF(), in.readLong());
    int parts = in.readByte();
    if ((parts & SNAPSHOT) != 0) {
      waiting.snapshot = snapshot(entityId, waiting.eventId, waiting.eventMillis, in);
    }
    if ((parts & NEXT) != 0) {
      waiting.next = snapshot(entityId, in.readUTF(), in.readLong(), in);
    }
    if ((parts & ANSWER) != 0) {
      waiting.answer =
          new Answer(
              entityId,
              waiting.eventId,
              waiting.eventMillis,
              in.readBoolean(),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readLong(),
              in.readDouble(),
              in.readDouble());
    }
    if ((parts & GIVEN_UP) != 0) {
      waiting.givenUp = in.readUTF();
    }
    return waiting;
  }

  private static Snapshot snapshot(
      String entityId, String eventId, long eventMillis, DataInputStream in) throws IOException {
    return new Snapshot(
        entityId, eventId, eventMillis, in.readDouble(), in.readDouble(), in.readDouble());
  }
}
