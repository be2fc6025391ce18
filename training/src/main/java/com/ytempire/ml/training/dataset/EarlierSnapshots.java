package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.training.example.Example;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what came before each example, as examples pass in order of time: the newest snapshots of
 * the same entity from before its own time, whatever side they are on and whether or not they have
 * a label. A row holds only what was known at its time, so what came before it was known too.
 * Confined to one thread.
 */
final class EarlierSnapshots {
  private record Seen(Instant at, float[] features) {}

  private final Map<String, Deque<Seen>> byEntity = new HashMap<>();

  /** The example with those before it, which it follows from now on. */
  Example add(Example example) {
    Deque<Seen> seen = byEntity.computeIfAbsent(example.entityId(), id -> new ArrayDeque<>());
    List<float[]> earlier = new ArrayList<>(seen.size());
    for (Seen one : seen) {
      // A set may ask for one entity twice at one time.
      if (one.at.isBefore(example.at())) {
        earlier.add(one.features);
      }
    }
    seen.removeIf(one -> one.at.equals(example.at()));
    seen.addLast(new Seen(example.at(), example.features()));
    if (seen.size() > SnapshotSequence.MOST_STEPS) {
      seen.removeFirst();
    }
    int tooMany = Math.max(0, earlier.size() - (SnapshotSequence.MOST_STEPS - 1));
    return example.after(earlier.subList(tooMany, earlier.size()));
  }
}
