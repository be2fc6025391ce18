package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.local.access.KeyStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/** Options that every {@code keys} command has, and the store that they name. */
public final class KeyOptions extends StoreOptions {

  /** Is filled by picocli. */
  public KeyOptions() {}

  /** A command's work. */
  @FunctionalInterface
  interface Work {
    void run(ApiKeys keys, PrintWriter out);
  }

  /** Runs the work with the keys. */
  int run(Map<String, String> environment, Clock clock, Work work) {
    return run(
        folder -> KeyStore.require(folder, environment, clock),
        (store, out) -> work.run(store.keys(), out));
  }
}
