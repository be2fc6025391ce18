package com.ytempire.ml.core.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The numbers of some snapshots of one entity, oldest first, by name: what {@link
 * SnapshotSequence}s are made of. They have the precision in which models read them; NaN is
 * missing. Immutable and safe to share.
 */
public final class SnapshotRows {
  /** No snapshot. */
  public static final SnapshotRows NONE = new SnapshotRows(List.of(), new float[0], 0);

  private static final byte VERSION = 1;

  private final List<String> names;
  private final float[] values;
  private final int count;

  /**
   * @param values row after row, each as wide as there are names
   */
  private SnapshotRows(List<String> names, float[] values, int count) {
    this.names = names;
    this.values = values;
    this.count = count;
  }

  /**
   * No snapshot yet of those that have these numbers.
   *
   * @param names each once
   */
  public static SnapshotRows under(List<String> names) {
    return new SnapshotRows(List.copyOf(names), new float[0], 0);
  }

  /** How many snapshots there are. */
  public int count() {
    return count;
  }

  /** Names of the numbers that a snapshot may have here. */
  public List<String> names() {
    return names;
  }

  /**
   * With one more snapshot, the newest.
   *
   * @param numbers by name; a name that is new here was missing before
   * @param most most snapshots that are kept, at least 1; the oldest go
   */
  public SnapshotRows plus(Map<String, Double> numbers, int most) {
    SnapshotRows wide = knows(numbers) ? this : widened(numbers);
    int kept = Math.min(wide.count, most - 1);
    int width = wide.names.size();
    float[] rows = new float[(kept + 1) * width];
    System.arraycopy(wide.values, (wide.count - kept) * width, rows, 0, kept * width);
    int next = kept * width;
    for (String name : wide.names) {
      Double number = numbers.get(name);
      rows[next++] = number == null ? Float.NaN : number.floatValue();
    }
    return new SnapshotRows(wide.names, rows, kept + 1);
  }

  private boolean knows(Map<String, Double> numbers) {
    if (numbers.size() > names.size()) {
      return false;
    }
    int known = 0;
    for (String name : names) {
      if (numbers.containsKey(name)) {
        known++;
      }
    }
    return known == numbers.size();
  }

  /** With names for these too, and without those that no snapshot has any more. */
  private SnapshotRows widened(Map<String, Double> numbers) {
    TreeSet<String> all = new TreeSet<>(numbers.keySet());
    for (int column = 0; column < names.size(); column++) {
      for (int i = column; i < values.length; i += names.size()) {
        if (!Float.isNaN(values[i])) {
          all.add(names.get(column));
          break;
        }
      }
    }
    return named(List.copyOf(all));
  }

  /** The same snapshots under other names: with NaN for what they do not have. */
  public SnapshotRows named(List<String> wanted) {
    if (wanted.equals(names)) {
      return this;
    }
    return new SnapshotRows(List.copyOf(wanted), select(wanted), count);
  }

  /** The oldest ones only; all where there are no more. */
  public SnapshotRows first(int most) {
    return most >= count
        ? this
        : new SnapshotRows(names, Arrays.copyOf(values, most * names.size()), most);
  }

  /** The newest ones only; all where there are no more. */
  public SnapshotRows newest(int most) {
    return most >= count
        ? this
        : new SnapshotRows(
            names, Arrays.copyOfRange(values, (count - most) * names.size(), values.length), most);
  }

  /** One array per snapshot with the wanted numbers in their order; NaN for unknown names. */
  public float[][] rows(List<String> wanted) {
    float[] selected = select(wanted);
    float[][] rows = new float[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = Arrays.copyOfRange(selected, row * wanted.size(), (row + 1) * wanted.size());
    }
    return rows;
  }

  private float[] select(List<String> wanted) {
    Map<String, Integer> columns = new HashMap<>(names.size() * 2);
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i), i);
    }
    float[] selected = new float[count * wanted.size()];
    for (int column = 0; column < wanted.size(); column++) {
      Integer known = columns.get(wanted.get(column));
      for (int row = 0; row < count; row++) {
        selected[row * wanted.size() + column] =
            known == null ? Float.NaN : values[row * names.size() + known];
      }
    }
    return selected;
  }

  /** The form in which they are kept, which {@link #ofBytes} reads. */
  public byte[] toBytes() {
    byte[][] texts = new byte[names.size()][];
    int size = 1 + 2 * Integer.BYTES + values.length * Float.BYTES;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = names.get(i).getBytes(UTF_8);
      size += Short.BYTES + texts[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).putInt(texts.length);
    for (byte[] text : texts) {
      out.putShort((short) text.length).put(text);
    }
    out.putInt(count).asFloatBuffer().put(values);
    return out.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static SnapshotRows ofBytes(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "rows of snapshots in version %d; known: %d".formatted(version, VERSION));
      }
      String[] texts = new String[size(in, Short.BYTES)];
      for (int i = 0; i < texts.length; i++) {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
          throw new BufferUnderflowException();
        }
        texts[i] = new String(bytes, in.position(), length, UTF_8);
        in.position(in.position() + length);
      }
      int count = size(in, texts.length * Float.BYTES);
      float[] values = new float[count * texts.length];
      in.asFloatBuffer().get(values);
      return new SnapshotRows(List.of(texts), values, count);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("rows of snapshots end too early", e);
    }
  }

  /** A count of things of at least some bytes each, of which no more can follow than there are. */
  private static int size(ByteBuffer in, int bytesEach) {
    int size = in.getInt();
    if (size < 0 || (long) size * bytesEach > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SnapshotRows that
        && count == that.count
        && names.equals(that.names)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SnapshotRows[%d of %s]".formatted(count, names);
  }
}
