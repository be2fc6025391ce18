package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.server.LocalStack;
import java.io.PrintWriter;

/** What {@code up} does once every server answers. */
@FunctionalInterface
public interface UpAction {

  /**
   * Runs until its work is done, or until the thread is interrupted because the user stops the
   * stack; then it has a few seconds to end in order. The servers stop after it returns.
   *
   * @param console lines for the user; flushed by this method
   * @return exit code: 0 done
   */
  int run(LocalStack stack, UpOptions options, PrintWriter console) throws Exception;

  /** Serves until the user stops it. */
  static UpAction untilStopped() {
    return (stack, options, console) -> {
      Thread.currentThread().join(); // Ends by interruption only.
      return 0;
    };
  }
}
