package com.ytempire.ml.inference.batching;

import java.util.concurrent.Semaphore;

/**
 * How many runs may go on at the same time on one device, whatever model they are of. Several
 * models on one machine then share its cores instead of crowding them.
 *
 * <p>First come, first served: a model waits behind at most as many runs as other models have
 * threads, so none starves and a busy one gets no more than its share. With a free slot nothing
 * waits. Safe to share.
 */
public final class RunSlots {
  private static final RunSlots CPU = new RunSlots(Runtime.getRuntime().availableProcessors());

  private final Semaphore free;

  /**
   * @param count runs at the same time, at least 1
   */
  public RunSlots(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("%d run slots; expected at least 1".formatted(count));
    }
    this.free = new Semaphore(count, true);
  }

  /** The slots of this process's CPU: one per core, for runs of one thread each. */
  public static RunSlots ofCpu() {
    return CPU;
  }

  void acquire() throws InterruptedException {
    free.acquire();
  }

  void release() {
    free.release();
  }
}
