package com.ytempire.ml.drift.stream;

/**
 * The largest and the smallest of {@code n a - w b} over all beginnings of a row of leaves, a and b
 * being sums of their counts: a segment tree whose nodes hold the sum of their part, and the
 * largest and smallest sum from its left end.
 *
 * <p>A change of a leaf costs O(log n). What the nodes hold is weighted with some w. For another
 * one the extremes are searched from the root: since b only grows along the row, what a node holds
 * bounds what it can be for that w, and the search goes where that can still be more than what was
 * found. For a w nearby that is a few paths. When searches have cost as much as weighting all nodes
 * anew, that is done. Confined to one thread.
 */
final class PrefixTree {
  private static final int SUM = 0;
  private static final int MOST = 1;
  private static final int LEAST = 2;
  private static final int FIELDS = 3;

  private final long factor;
  private final int leaves;

  /** The root is node 1, the children of node i are 2i and 2i + 1. */
  private final long[] nodes;

  /** For each node the sum of b. */
  private final int[] weighed;

  /** The w that the nodes are weighted with. */
  private long weight;

  /** How much w asked for is above that. */
  private long beyond;

  /** Nodes visited by searches since the nodes were weighted. */
  private int visited;

  private long most;
  private long least;

  /**
   * Leaves without counts.
   *
   * @param size how many, at least 2
   * @param factor n
   */
  PrefixTree(int size, long factor) {
    this.factor = factor;
    leaves = Integer.highestOneBit(size - 1) * 2;
    nodes = new long[FIELDS * 2 * leaves];
    weighed = new int[2 * leaves];
  }

  /**
   * Sets the counts of a leaf; {@link #update} or {@link #updateAll} has to follow. Counts of b may
   * only be set before the first search.
   *
   * @param a that come at once with b
   * @param b counts that weigh w
   * @param later counts like a that come after both
   */
  void set(int leaf, int a, int b, int later) {
    weighed[leaves + leaf] = b;
    long first = factor * a - weight * b;
    long sum = first + factor * later;
    int at = FIELDS * (leaves + leaf);
    nodes[at + SUM] = sum;
    nodes[at + MOST] = sum;
    nodes[at + LEAST] = first;
  }

  /** Takes up the counts of a leaf. */
  void update(int leaf) {
    upwards(leaf + leaves >> 1);
  }

  /** Takes up the counts of two leaves, with one way from where they meet. */
  void update(int one, int other) {
    int first = one + leaves >> 1;
    int second = other + leaves >> 1;
    while (first != second) {
      combine(first);
      combine(second);
      first >>= 1;
      second >>= 1;
    }
    upwards(first);
  }

  /** Takes up the counts of all leaves. */
  void updateAll() {
    for (int node = leaves - 1; node >= 1; node--) {
      weighed[node] = weighed[2 * node] + weighed[2 * node + 1];
      combine(node);
    }
  }

  /** Finds {@link #most} and {@link #least} for a w. */
  void weigh(long w) {
    if (w != weight && visited > leaves) {
      long more = w - weight;
      for (int leaf = leaves; leaf < 2 * leaves; leaf++) {
        for (int field = 0; field < FIELDS; field++) {
          nodes[FIELDS * leaf + field] -= more * weighed[leaf];
        }
      }
      weight = w;
      visited = 0;
      updateAll();
    }
    if (w == weight) {
      most = Math.max(0, nodes[FIELDS + MOST]);
      least = Math.min(0, nodes[FIELDS + LEAST]);
      return;
    }
    beyond = w - weight;
    most = 0;
    searchMost(1, 0, 0);
    least = 0;
    searchLeast(1, 0, 0);
  }

  /** The largest, of the empty beginning 0 too. */
  long most() {
    return most;
  }

  /** The smallest, of the empty beginning 0 too. */
  long least() {
    return least;
  }

  /**
   * Looks for more in a part than was found.
   *
   * @param before sum of what comes before the part, as the nodes are weighted
   * @param b sum of b before the part
   */
  private void searchMost(int node, long before, int b) {
    visited++;
    if (node >= leaves) {
      // A leaf's b comes first, so all of its sums have all of it.
      most = Math.max(most, before + nodes[FIELDS * node + MOST] - beyond * (b + weighed[node]));
      return;
    }
    int left = 2 * node;
    int right = left + 1;
    long middle = before + nodes[FIELDS * left + SUM];
    int bMiddle = b + weighed[left];
    long leftMost = mostWithin(left, before, b);
    long rightMost = mostWithin(right, middle, bMiddle);
    if (leftMost >= rightMost) {
      if (leftMost > most) {
        searchMost(left, before, b);
      }
      if (rightMost > most) {
        searchMost(right, middle, bMiddle);
      }
    } else {
      if (rightMost > most) {
        searchMost(right, middle, bMiddle);
      }
      if (leftMost > most) {
        searchMost(left, before, b);
      }
    }
  }

  /** No sum that ends in the part can be more. */
  private long mostWithin(int node, long before, int b) {
    int least = beyond > 0 ? b : b + weighed[node];
    return before + nodes[FIELDS * node + MOST] - beyond * least;
  }

  private void searchLeast(int node, long before, int b) {
    visited++;
    if (node >= leaves) {
      least = Math.min(least, before + nodes[FIELDS * node + LEAST] - beyond * (b + weighed[node]));
      return;
    }
    int left = 2 * node;
    int right = left + 1;
    long middle = before + nodes[FIELDS * left + SUM];
    int bMiddle = b + weighed[left];
    long leftLeast = leastWithin(left, before, b);
    long rightLeast = leastWithin(right, middle, bMiddle);
    if (leftLeast <= rightLeast) {
      if (leftLeast < least) {
        searchLeast(left, before, b);
      }
      if (rightLeast < least) {
        searchLeast(right, middle, bMiddle);
      }
    } else {
      if (rightLeast < least) {
        searchLeast(right, middle, bMiddle);
      }
      if (leftLeast < least) {
        searchLeast(left, before, b);
      }
    }
  }

  /** No sum that ends in the part can be less. */
  private long leastWithin(int node, long before, int b) {
    int largest = beyond > 0 ? b + weighed[node] : b;
    return before + nodes[FIELDS * node + LEAST] - beyond * largest;
  }

  private void upwards(int from) {
    for (int node = from; node >= 1; node >>= 1) {
      combine(node);
    }
  }

  private void combine(int node) {
    int at = FIELDS * node;
    int left = 2 * at;
    int right = left + FIELDS;
    long leftSum = nodes[left + SUM];
    nodes[at + SUM] = leftSum + nodes[right + SUM];
    nodes[at + MOST] = Math.max(nodes[left + MOST], leftSum + nodes[right + MOST]);
    nodes[at + LEAST] = Math.min(nodes[left + LEAST], leftSum + nodes[right + LEAST]);
  }
}
