package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.local.models.ModelStores;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;

/** Options that every {@code models} command has, and the stores that they name. */
public final class ModelOptions extends StoreOptions {

  /** Is filled by picocli. */
  public ModelOptions() {}

  /** A version as the command line names it; one that cannot be is wrong usage. */
  ModelRef version(String name, String version) {
    try {
      return new ModelRef(name, version);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  /** Runs the work with the stores. */
  int run(Map<String, String> environment, BiConsumer<ModelStores, PrintWriter> work) {
    return run(folder -> ModelStores.require(folder, environment, Clock.systemUTC()), work);
  }
}
