package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.alerts.AlertStores;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.BiConsumer;

/** Options that commands on stored alerts have, and the store that they name. */
public final class AlertOptions extends StoreOptions {

  /** Is filled by picocli. */
  public AlertOptions() {}

  /** Runs the work with the stored alerts. */
  int run(Map<String, String> environment, BiConsumer<AlertStores, PrintWriter> work) {
    return run(folder -> AlertStores.require(folder, environment), work);
  }
}
