package com.ytempire.ml.drift.stream;

import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.KsStatistic;
import com.ytempire.ml.drift.statistic.SortedSample;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The Kolmogorov-Smirnov statistic of a fixed reference and a window of the newest values, at every
 * moment equal to that of the whole samples, ties included.
 *
 * <p>The window's values are only counted, between and at the reference's distinct values. Each of
 * these has a leaf in a {@link PrefixTree}, which finds the extremes of the difference of both
 * distribution functions (after dos Reis, Flach, Matwin and Batista 2016, "Fast Unsupervised Online
 * Drift Detection Using Incremental Kolmogorov-Smirnov Test", who do it with a treap and for a
 * window of one size). Values equal to one of the reference are in one leaf with it, and a leaf
 * counts only after all of them.
 *
 * <p>A change costs O(log n) for n distinct values of the reference, whatever the window's size,
 * and the statistic O(1), or where the size of the window has changed what {@link PrefixTree} says.
 * Memory: about 80 bytes for each distinct value of the reference and 4 to 8 for each of the
 * window. Confined to one thread.
 */
public final class SlidingKs {
  private static final byte FORMAT = 1;

  private final double[] values;
  private final int[] repeats;
  private final int referenceSize;
  private final long fingerprint;

  /** Window values by place: 2i + 1 is the reference's i-th distinct value, 2i just below it. */
  private final int[] counts;

  /** Places of the window's values, the oldest first. */
  private final IntQueue window = new IntQueue();

  private final PrefixTree tree;

  /** An empty window beside a reference. */
  public SlidingKs(SortedSample reference) {
    values = Arrays.stream(reference.toArray()).distinct().toArray();
    repeats = new int[values.length];
    long hash = reference.size();
    int at = 0;
    for (int i = 0; i < reference.size(); i++) {
      double value = reference.value(i);
      if (value != values[at]) {
        at++;
      }
      repeats[at]++;
      hash = (hash ^ Double.doubleToLongBits(value)) * 0x100000001B3L;
    }
    referenceSize = reference.size();
    fingerprint = hash;
    counts = new int[2 * values.length + 1];
    tree = new PrefixTree(values.length + 1, referenceSize);
    fillTree();
  }

  /** How many values are in the window. */
  public int size() {
    return window.size();
  }

  /**
   * Takes a value into the window.
   *
   * @throws InvalidSampleException when it is not finite
   */
  public void add(double value) {
    int place = place(value);
    window.add(place);
    counts[place]++;
    int leaf = leafOf(place);
    setLeaf(leaf);
    tree.update(leaf);
  }

  /**
   * Takes the oldest value out of the window.
   *
   * @throws IllegalStateException when the window is empty
   */
  public void removeOldest() {
    if (window.size() == 0) {
      throw new IllegalStateException("the window is empty");
    }
    int place = window.removeOldest();
    counts[place]--;
    int leaf = leafOf(place);
    setLeaf(leaf);
    tree.update(leaf);
  }

  /**
   * Takes a value in and the oldest out.
   *
   * @throws InvalidSampleException when it is not finite
   * @throws IllegalStateException when the window is empty
   */
  public void slide(double value) {
    if (window.size() == 0) {
      throw new IllegalStateException("the window is empty");
    }
    int in = place(value);
    int out = window.removeOldest();
    window.add(in);
    if (in == out) {
      return;
    }
    counts[in]++;
    counts[out]--;
    int one = leafOf(in);
    int other = leafOf(out);
    setLeaf(one);
    setLeaf(other);
    tree.update(one, other);
  }

  /**
   * The statistic of the reference as first and the window as second sample.
   *
   * @throws IllegalStateException when the window is empty
   */
  public KsStatistic statistic() {
    int size = window.size();
    if (size == 0) {
      throw new IllegalStateException("the window is empty");
    }
    tree.weigh(size);
    return new KsStatistic(referenceSize, size, -tree.least(), tree.most());
  }

  /**
   * The window, to be stored: about two bytes a value. The reference is not in it, only by what it
   * is recognised.
   */
  public byte[] toBytes() {
    var bytes = ByteBuffer.allocate(13 + 5 * window.size());
    bytes.put(FORMAT).putLong(fingerprint).putInt(window.size());
    for (int i = 0; i < window.size(); i++) {
      int place = window.get(i);
      while (place >= 0x80) {
        bytes.put((byte) (place | 0x80));
        place >>>= 7;
      }
      bytes.put((byte) place);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * A window that was stored, beside the same reference.
   *
   * @throws IllegalArgumentException when it was stored beside another reference, or these are not
   *     bytes of {@link #toBytes}
   */
  public static SlidingKs fromBytes(SortedSample reference, byte[] stored) {
    var restored = new SlidingKs(reference);
    var bytes = ByteBuffer.wrap(stored);
    if (stored.length < 13 || bytes.get() != FORMAT) {
      throw new IllegalArgumentException("%d bytes: no stored window".formatted(stored.length));
    }
    if (bytes.getLong() != restored.fingerprint) {
      throw new IllegalArgumentException("the window was stored beside another reference");
    }
    int size = bytes.getInt();
    for (int i = 0; i < size; i++) {
      int place = 0;
      int shift = 0;
      byte part;
      do {
        if (!bytes.hasRemaining()) {
          throw new IllegalArgumentException(
              "the stored window ends after %d of %d values".formatted(i, size));
        }
        part = bytes.get();
        place |= (part & 0x7F) << shift;
        shift += 7;
      } while (part < 0 && shift < 35);
      if (place < 0 || place >= restored.counts.length) {
        throw new IllegalArgumentException("value %d of the window has no place".formatted(i));
      }
      restored.window.add(place);
      restored.counts[place]++;
    }
    restored.fillTree();
    return restored;
  }

  private int place(double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidSampleException("a value is %s; expected a finite number".formatted(value));
    }
    int found = Arrays.binarySearch(values, value + 0.0);
    return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
  }

  /** The leaf of a place: a value of the reference and what lies between it and the next. */
  private static int leafOf(int place) {
    return place + 1 >> 1;
  }

  private void fillTree() {
    for (int leaf = 0; leaf <= values.length; leaf++) {
      setLeaf(leaf);
    }
    tree.updateAll();
  }

  private void setLeaf(int leaf) {
    int below = counts[2 * leaf];
    if (leaf == 0) {
      tree.set(leaf, 0, 0, below);
    } else {
      tree.set(leaf, counts[2 * leaf - 1], repeats[leaf - 1], below);
    }
  }
}
