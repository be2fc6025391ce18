package com.ytempire.ml.generation.call;

import java.time.Duration;

/** Time, as those who ask providers know and spend it. Safe to share. */
public interface Timekeeper {
  /** Of the machine. */
  Timekeeper SYSTEM =
      new Timekeeper() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
          Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000);
        }
      };

  /** Nanoseconds that do not go back; of no meaning but their differences. */
  long nanos();

  /** Waits. */
  void pause(Duration length) throws InterruptedException;
}
