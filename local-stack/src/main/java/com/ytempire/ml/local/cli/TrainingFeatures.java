package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.features.FeatureCatalog;
import com.ytempire.ml.local.features.FeatureStores;
import com.ytempire.ml.local.run.FeatureRun;
import com.ytempire.ml.local.server.OpenedStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands make training sets of: settings and features. */
final class TrainingFeatures {
  private TrainingFeatures() {}

  /** The platform's settings, with the data folder's own folders where none are named. */
  static PlatformSettings settings(Path data, Map<String, String> environment) {
    Map<String, String> variables = OpenedStores.variables(data, environment);
    variables.putIfAbsent("FEATURE_OFFLINE_PATH", data.resolve("offline").toString());
    variables.putIfAbsent("MODEL_CACHE_DIR", data.resolve("models").toString());
    variables.putIfAbsent("TRAINING_JOBS_PATH", data.resolve("training-jobs").toString());
    return PlatformSettings.from(variables);
  }

  /**
   * A file's features under the registry's versions if a registry answers.
   *
   * @param definitions the file, or null for that which the data folder's stack ran last, else the
   *     shipped one
   * @throws ParameterException when there is no such file
   */
  static FeaturePlan plan(
      Path data,
      @Nullable Path definitions,
      Map<String, String> environment,
      Clock clock,
      CommandSpec spec)
      throws IOException {
    Path last = data.resolve(FeatureRun.LAST_FEATURES);
    Path shipped = Files.isRegularFile(last) ? last : ShippedFiles.features();
    Path file = definitions != null ? definitions : shipped;
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "--definitions " + file + ": no such file");
    }
    FeaturePlan plan = FeaturePlan.load(file);
    Optional<FeatureStores> found = FeatureStores.find(data, environment, clock);
    if (found.isEmpty()) {
      return plan;
    }
    try (FeatureStores stores = found.get()) {
      return FeatureCatalog.of(plan, stores.registry().all()).plan();
    } catch (StoreUnavailableException e) {
      spec.commandLine()
          .getErr()
          .println(
              found.get().address()
                  + " does not tell versions; assuming those of the feature file");
      return plan;
    }
  }
}
