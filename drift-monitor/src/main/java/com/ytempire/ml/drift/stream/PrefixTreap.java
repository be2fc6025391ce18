package com.ytempire.ml.drift.stream;

import java.util.Arrays;

/**
 * Distinct numbers with how often each of two samples has them, and the extremes of the weighted
 * difference of both counts over all beginnings of the order. A treap: a search tree whose shape is
 * that of a heap of random priorities, so its depth is O(log n) whatever comes in. Confined to one
 * thread.
 */
final class PrefixTreap {
  private static final int NONE = 0;

  private double[] keys = new double[64];
  private int[] priorities = new int[64];
  private int[] lefts = new int[64];
  private int[] rights = new int[64];
  private int[] firsts = new int[64];
  private int[] seconds = new int[64];
  private long[] sums = new long[64];
  private long[] mosts = new long[64];
  private long[] leasts = new long[64];

  private int root = NONE;
  private int used = 1;
  private int free = NONE;

  /** The shape of the tree depends on these, what it says does not. */
  private int random = 0x9E3779B9;

  private long firstWeight = 1;
  private long secondWeight = 1;

  /** Changes how often the samples have a number; where neither has it any more, it goes. */
  void change(double key, int first, int second) {
    root = changed(root, key, first, second);
  }

  /** Weighs the counts anew, in O(n) unless the weights are what they were. */
  void weigh(long first, long second) {
    if (first != firstWeight || second != secondWeight) {
      firstWeight = first;
      secondWeight = second;
      refresh(root);
    }
  }

  /** The largest sum of weighted first minus weighted second counts up to some number, or 0. */
  long most() {
    return Math.max(0, mosts[root]);
  }

  /** The smallest such sum, or 0. */
  long least() {
    return Math.min(0, leasts[root]);
  }

  private int changed(int node, double key, int first, int second) {
    if (node == NONE) {
      return created(key, first, second);
    }
    if (key == keys[node]) {
      firsts[node] += first;
      seconds[node] += second;
      if (firsts[node] == 0 && seconds[node] == 0) {
        int joined = joined(lefts[node], rights[node]);
        lefts[node] = free;
        free = node;
        return joined;
      }
    } else if (key < keys[node]) {
      int left = changed(lefts[node], key, first, second);
      lefts[node] = left;
      if (left != NONE && priorities[left] > priorities[node]) {
        lefts[node] = rights[left];
        rights[left] = node;
        pull(node);
        pull(left);
        return left;
      }
    } else {
      int right = changed(rights[node], key, first, second);
      rights[node] = right;
      if (right != NONE && priorities[right] > priorities[node]) {
        rights[node] = lefts[right];
        lefts[right] = node;
        pull(node);
        pull(right);
        return right;
      }
    }
    pull(node);
    return node;
  }

  /** Two trees as one, all of the left one's numbers being smaller. */
  private int joined(int left, int right) {
    if (left == NONE) {
      return right;
    }
    if (right == NONE) {
      return left;
    }
    if (priorities[left] > priorities[right]) {
      rights[left] = joined(rights[left], right);
      pull(left);
      return left;
    }
    lefts[right] = joined(left, lefts[right]);
    pull(right);
    return right;
  }

  private int created(double key, int first, int second) {
    int node = free;
    if (node != NONE) {
      free = lefts[node];
    } else {
      if (used == keys.length) {
        grow();
      }
      node = used++;
    }
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    keys[node] = key;
    priorities[node] = random;
    lefts[node] = NONE;
    rights[node] = NONE;
    firsts[node] = first;
    seconds[node] = second;
    pull(node);
    return node;
  }

  private void grow() {
    int larger = 2 * used;
    keys = Arrays.copyOf(keys, larger);
    priorities = Arrays.copyOf(priorities, larger);
    lefts = Arrays.copyOf(lefts, larger);
    rights = Arrays.copyOf(rights, larger);
    firsts = Arrays.copyOf(firsts, larger);
    seconds = Arrays.copyOf(seconds, larger);
    sums = Arrays.copyOf(sums, larger);
    mosts = Arrays.copyOf(mosts, larger);
    leasts = Arrays.copyOf(leasts, larger);
  }

  private void refresh(int node) {
    if (node != NONE) {
      refresh(lefts[node]);
      refresh(rights[node]);
      pull(node);
    }
  }

  /** Node 0 stands for none, and all of it is 0: an empty beginning. */
  private void pull(int node) {
    int left = lefts[node];
    int right = rights[node];
    long here = sums[left] + firsts[node] * firstWeight - seconds[node] * secondWeight;
    sums[node] = here + sums[right];
    mosts[node] = Math.max(mosts[left], here + Math.max(0, mosts[right]));
    leasts[node] = Math.min(leasts[left], here + Math.min(0, leasts[right]));
  }
}
