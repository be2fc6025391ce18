package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.local.models.ModelStores;
import com.ytempire.ml.local.server.ServerException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every {@code models} command has, and the stores that they name. */
public final class ModelOptions {

  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public ModelOptions() {}

  /** A command's work. */
  @FunctionalInterface
  interface Work {
    void run(ModelStores stores, PrintWriter out);
  }

  boolean json() {
    return json;
  }

  /** A version as the command line names it; one that cannot be is wrong usage. */
  ModelRef version(String name, String version) {
    try {
      return new ModelRef(name, version);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Runs the work with the stores and turns what users can cause into messages for them. */
  int run(Map<String, String> environment, Work work) {
    PrintWriter out = spec.commandLine().getOut();
    try (var stores = ModelStores.require(data.folder(), environment, Clock.systemUTC())) {
      try {
        work.run(stores, out);
        return 0;
      } catch (StoreUnavailableException e) {
        throw new ServerException(
            "%s cannot be used: %s; is the platform up?"
                .formatted(stores.address(), rootOf(e).getMessage()),
            e);
      }
    } catch (ModelLoadException | StoreRefusedException | SettingsException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } finally {
      out.flush();
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
