package com.ytempire.ml.inference.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the end of the process and calls into ONNX Runtime apart.
 *
 * <p>When a process ends, the destructors of native libraries run beside threads that are still
 * inside them, which crashes it. So the process's end waits, for a while, until the calls under way
 * have returned, and lets no new one in: whoever asks then waits for the end. Answering with a
 * failure instead would let jobs write down failures that never were.
 */
final class NativeCalls {
  /** Longer than the longest run or load that one would wait for when stopping a service. */
  private static final long LIMIT_SECONDS = 10;

  private static final ReentrantReadWriteLock CALLS = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeCalls::end, "onnx-runtime-end"));
  }

  private NativeCalls() {}

  /** Begins a call; each is ended by {@link #leave} on the same thread. */
  static void enter() {
    CALLS.readLock().lock();
  }

  /**
   * Begins a call that is pointless once the process ends.
   *
   * @return false at the end of the process; then the call must not be made
   */
  static boolean tryEnter() {
    return CALLS.readLock().tryLock();
  }

  static void leave() {
    CALLS.readLock().unlock();
  }

  // Never unlocked: the process ends behind it.
  private static void end() {
    try {
      if (!CALLS.writeLock().tryLock(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("ending while ONNX Runtime is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
