package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.drift.DriftStores;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.BiConsumer;

/** Options that commands on stored drift have, and the store that they name. */
public final class DriftOptions extends StoreOptions {

  /** Is filled by picocli. */
  public DriftOptions() {}

  /** Runs the work with what is stored. */
  int run(Map<String, String> environment, BiConsumer<DriftStores, PrintWriter> work) {
    return run(folder -> DriftStores.require(folder, environment), work);
  }
}
