package com.ytempire.ml.drift.stream;

import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.KsStatistic;
import java.nio.ByteBuffer;

/**
 * The Kolmogorov-Smirnov statistic of two windows that both move, at every moment equal to that of
 * the whole samples, ties included: the incremental test of dos Reis, Flach, Matwin and Batista
 * (2016), with equal values in one node of the treap, so that a sum is only looked at after all of
 * them, and for windows of any sizes.
 *
 * <p>A change costs O(log n) expected. So does the statistic while both sizes stay as they were
 * when it was last asked; after a change of size it costs O(n) once. Memory: about 72 bytes a
 * value. Confined to one thread.
 */
public final class SlidingPairKs {
  private static final byte FORMAT = 1;

  private final PrefixTreap treap = new PrefixTreap();
  private final DoubleQueue first = new DoubleQueue();
  private final DoubleQueue second = new DoubleQueue();

  /** Two empty windows. */
  public SlidingPairKs() {}

  /** One of the two windows. */
  public enum Side {
    /** The first sample. */
    FIRST,
    /** The second sample. */
    SECOND
  }

  /** How many values a window has. */
  public int size(Side side) {
    return queue(side).size();
  }

  /**
   * Takes a value into a window.
   *
   * @throws InvalidSampleException when it is not finite
   */
  public void add(Side side, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidSampleException("a value is %s; expected a finite number".formatted(value));
    }
    double key = value + 0.0;
    queue(side).add(key);
    change(side, key, 1);
  }

  /**
   * Takes the oldest value out of a window.
   *
   * @return the value
   * @throws IllegalStateException when the window is empty
   */
  public double removeOldest(Side side) {
    if (queue(side).size() == 0) {
      throw new IllegalStateException("the %s window is empty".formatted(side.name()));
    }
    double key = queue(side).removeOldest();
    change(side, key, -1);
    return key;
  }

  /**
   * Takes a value in and the oldest out of a window.
   *
   * @return the oldest value
   * @throws InvalidSampleException when the value is not finite
   * @throws IllegalStateException when the window is empty
   */
  public double slide(Side side, double value) {
    if (queue(side).size() == 0) {
      throw new IllegalStateException("the %s window is empty".formatted(side.name()));
    }
    add(side, value);
    return removeOldest(side);
  }

  /**
   * The statistic of both windows.
   *
   * @throws IllegalStateException when one is empty
   */
  public KsStatistic statistic() {
    if (first.size() == 0 || second.size() == 0) {
      throw new IllegalStateException(
          "the windows have %d and %d values; at least one each is needed"
              .formatted(first.size(), second.size()));
    }
    treap.weigh(second.size(), first.size());
    return new KsStatistic(first.size(), second.size(), treap.most(), -treap.least());
  }

  /** Both windows, to be stored: eight bytes a value. */
  public byte[] toBytes() {
    var bytes = ByteBuffer.allocate(9 + 8 * (first.size() + second.size()));
    bytes.put(FORMAT).putInt(first.size()).putInt(second.size());
    for (DoubleQueue queue : new DoubleQueue[] {first, second}) {
      for (int i = 0; i < queue.size(); i++) {
        bytes.putDouble(queue.get(i));
      }
    }
    return bytes.array();
  }

  /**
   * Windows that were stored.
   *
   * @throws IllegalArgumentException when these are not bytes of {@link #toBytes}
   */
  public static SlidingPairKs fromBytes(byte[] stored) {
    var bytes = ByteBuffer.wrap(stored);
    if (stored.length < 9 || bytes.get() != FORMAT) {
      throw new IllegalArgumentException("%d bytes: no stored windows".formatted(stored.length));
    }
    int firsts = bytes.getInt();
    int seconds = bytes.getInt();
    if (firsts < 0 || seconds < 0 || bytes.remaining() != 8L * firsts + 8L * seconds) {
      throw new IllegalArgumentException(
          "%d bytes for %d and %d values".formatted(stored.length, firsts, seconds));
    }
    var restored = new SlidingPairKs();
    for (int i = 0; i < firsts; i++) {
      restored.add(Side.FIRST, bytes.getDouble());
    }
    for (int i = 0; i < seconds; i++) {
      restored.add(Side.SECOND, bytes.getDouble());
    }
    return restored;
  }

  private DoubleQueue queue(Side side) {
    return side == Side.FIRST ? first : second;
  }

  private void change(Side side, double key, int by) {
    if (side == Side.FIRST) {
      treap.change(key, by, 0);
    } else {
      treap.change(key, 0, by);
    }
  }
}
