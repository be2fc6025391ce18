package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.local.access.KeyStore;
import com.ytempire.ml.local.server.ServerException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every {@code keys} command has, and the store that they name. */
public final class KeyOptions {

  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public KeyOptions() {}

  /** A command's work. */
  @FunctionalInterface
  interface Work {
    void run(ApiKeys keys, PrintWriter out);
  }

  boolean json() {
    return json;
  }

  /** For what is not the command's result, so that the result can be read by a program. */
  PrintWriter messages() {
    return spec.commandLine().getErr();
  }

  ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Runs the work with the keys and turns what users can cause into messages for them. */
  int run(Map<String, String> environment, Clock clock, Work work) {
    PrintWriter out = spec.commandLine().getOut();
    try (var store = KeyStore.require(data.folder(), environment, clock)) {
      try {
        work.run(store.keys(), out);
        return 0;
      } catch (StoreUnavailableException e) {
        throw new ServerException(
            "%s cannot be used: %s; is the platform up?"
                .formatted(store.address(), rootOf(e).getMessage()),
            e);
      }
    } catch (StoreRefusedException | SettingsException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } finally {
      out.flush();
      messages().flush();
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
