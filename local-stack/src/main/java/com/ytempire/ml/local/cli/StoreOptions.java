package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every command on stores has, and how it is run with them. */
abstract class StoreOptions {

  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  StoreOptions() {}

  boolean json() {
    return json;
  }

  /** For what is not the command's result, so that the result can be read by a program. */
  PrintWriter messages() {
    return spec.commandLine().getErr();
  }

  /** What to throw for wrong usage. */
  ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Runs the work with the stores and turns what users can cause into messages for them.
   *
   * @param open opens the stores of a data folder
   */
  <S extends OpenedStores> int run(Function<Path, S> open, BiConsumer<S, PrintWriter> work) {
    return run(data.folder(), spec, open, work);
  }

  /** The same for a command with options of its own. */
  static <S extends OpenedStores> int run(
      Path folder, CommandSpec spec, Function<Path, S> open, BiConsumer<S, PrintWriter> work) {
    PrintWriter out = spec.commandLine().getOut();
    try (S stores = open.apply(folder)) {
      try {
        work.accept(stores, out);
        return 0;
      } catch (StoreUnavailableException e) {
        throw new ServerException(
            "%s cannot be used: %s; is the platform up?"
                .formatted(stores.address(), Causes.root(e).getMessage()),
            e);
      }
    } catch (ModelLoadException | StoreRefusedException | SettingsException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } finally {
      out.flush();
      spec.commandLine().getErr().flush();
    }
  }
}
