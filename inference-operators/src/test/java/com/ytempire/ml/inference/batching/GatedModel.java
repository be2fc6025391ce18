package com.ytempire.ml.inference.batching;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Doubles numbers, once a test lets it; refuses negative ones; remembers its batches. */
final class GatedModel implements BatchModel<Integer, Integer> {
  final Semaphore started = new Semaphore(0);
  final Semaphore allowed = new Semaphore(0);
  final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

  @Override
  public List<Integer> run(List<Integer> inputs) throws Exception {
    batches.add(List.copyOf(inputs));
    started.release();
    allowed.acquire();
    if (inputs.stream().anyMatch(value -> value < 0)) {
      throw new IllegalArgumentException("negative");
    }
    return inputs.stream().map(value -> value * 2).toList();
  }

  GatedModel open() {
    allowed.release(1_000_000);
    return this;
  }
}
