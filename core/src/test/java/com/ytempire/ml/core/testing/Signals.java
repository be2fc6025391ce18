package com.ytempire.ml.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that this JVM started. */
final class Signals {
  private Signals() {}

  /**
   * Sends one.
   *
   * @param name such as {@code STOP}
   */
  static void send(String name, long... processes) {
    try {
      for (long process : processes) {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process))
            .redirectErrorStream(true)
            .start()
            .waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
