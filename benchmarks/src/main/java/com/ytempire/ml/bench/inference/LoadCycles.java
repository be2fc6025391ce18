package com.ytempire.ml.bench.inference;

import com.ytempire.ml.bench.measure.MemorySampler;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;

/** Loads a text model, asks it once and unloads it, many times, and watches resident memory. */
final class LoadCycles {
  /** Cycles after which memory is first looked at: by then everything has been used. */
  static final int SETTLED = 20;

  private LoadCycles() {}

  /**
   * What was seen.
   *
   * @param cycles loads in all
   * @param settledBytes resident set after {@link #SETTLED} cycles; 0 where the system does not
   *     tell
   * @param endBytes resident set after the last
   * @param millis of one cycle on average
   */
  record Result(int cycles, long settledBytes, long endBytes, double millis) {
    /** Growth in percent. */
    double growthPercent() {
      return 100.0 * (endBytes - settledBytes) / settledBytes;
    }
  }

  /**
   * @param cycles more than {@link #SETTLED}
   */
  static Result run(ModelEngines engines, ModelRef ref, int cycles) {
    long settled = 0;
    long start = System.nanoTime();
    for (int cycle = 1; cycle <= cycles; cycle++) {
      try (ModelLease lease = engines.acquire(ref).join()) {
        lease
            .engine(TextEmbeddingEngine.class)
            .embed("a title for cycle " + cycle, InferenceBenchmark.PATIENCE)
            .join();
      }
      if (cycle == SETTLED) {
        settled = residentBytes();
      }
    }
    double millis = (System.nanoTime() - start) / 1e6 / cycles;
    return new Result(cycles, settled, residentBytes(), millis);
  }

  /** Garbage would blur the figure, so it is collected first. */
  private static long residentBytes() {
    System.gc();
    return MemorySampler.now().processBytes();
  }
}
