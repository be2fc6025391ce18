package com.ytempire.ml.local.server;

import java.time.Duration;

/**
 * Hears how a stack starts and stops. Calls come from several threads, one at a time per server.
 */
public interface StackProgress {

  /** Hears nothing. */
  StackProgress SILENT = new StackProgress() {};

  /** Servers of an earlier, killed run were found and stopped. */
  default void leftoversEnded(ServerName server) {}

  /** A server answers, this long after it was begun. */
  default void ready(StackServer server, Duration took) {}

  /** A server has stopped. */
  default void stopped(ServerName server) {}
}
