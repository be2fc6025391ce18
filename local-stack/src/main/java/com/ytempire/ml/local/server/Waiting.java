package com.ytempire.ml.local.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, where nothing can be awaited but its effect. */
final class Waiting {

  private static final long STEP_MILLIS = 25;

  private Waiting() {}

  /**
   * Asks every 25 ms until the condition holds or the time is over.
   *
   * @return whether it held in time
   * @throws ServerException when the thread is interrupted; it stays interrupted
   */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("stopped while waiting", e);
      }
    }
    return true;
  }
}
