package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.features.FeatureCatalog;
import com.ytempire.ml.local.features.FeatureStores;
import com.ytempire.ml.local.features.UnknownFeatureException;
import com.ytempire.ml.local.run.FeatureRun;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every {@code features} command has, and what they name. */
public final class FeatureOptions {

  @Mixin private DataOption data;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description =
          "Feature definitions (default: those that the data folder's stack ran last, else"
              + " config/features.yaml).")
  private @Nullable Path features;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public FeatureOptions() {}

  /** A command's work. */
  @FunctionalInterface
  interface Work {
    int run(PrintWriter out) throws IOException;
  }

  /** A command's work with the servers. */
  @FunctionalInterface
  interface StoreWork {
    int run(FeatureStores stores, PrintWriter out) throws IOException;
  }

  Path dataFolder() {
    return data.folder();
  }

  boolean json() {
    return json;
  }

  /** Runs the work and turns what users can cause into messages for them. */
  int run(Work work) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      return work.run(out);
    } catch (UnknownFeatureException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (SettingsException | ConfigFileException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ServerException("cannot read what is needed: " + e.getMessage(), e);
    } finally {
      out.flush();
    }
  }

  /** As {@link #run}, with the servers of the data folder or of the environment. */
  int withStores(Map<String, String> environment, StoreWork work) {
    return run(
        out -> {
          try (var stores = FeatureStores.require(data.folder(), environment, Clock.systemUTC())) {
            try {
              return work.run(stores, out);
            } catch (StoreUnavailableException e) {
              throw new ServerException(
                  "%s cannot be read: %s; is the platform up, and has the feature job run there?"
                      .formatted(stores.address(), Causes.root(e).getMessage()),
                  e);
            }
          }
        });
  }

  /** The file's features under the registry's versions. */
  FeatureCatalog catalog(FeatureStores stores) throws IOException {
    return FeatureCatalog.of(plan(), stores.registry().all());
  }

  /** The feature file, compiled. */
  FeaturePlan plan() throws IOException {
    Path file = file();
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "feature file %s: no such file; name one by --features".formatted(file));
    }
    return FeaturePlan.load(file);
  }

  private Path file() {
    if (features != null) {
      return features;
    }
    Path last = data.folder().resolve(FeatureRun.LAST_FEATURES);
    return Files.isRegularFile(last) ? last : ShippedFiles.features();
  }
}
