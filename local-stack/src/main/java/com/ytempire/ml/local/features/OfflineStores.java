package com.ytempire.ml.local.features;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.local.server.ServerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds the offline store, which needs no server. */
public final class OfflineStores {
  private OfflineStores() {}

  /**
   * The store that {@code FEATURE_OFFLINE_PATH} names, or that of the data folder.
   *
   * @throws ServerException when there is none
   */
  public static OfflineFeatureStore require(Path dataFolder, Map<String, String> environment) {
    Map<String, String> variables = FeatureStores.variables(dataFolder, environment);
    variables.putIfAbsent("FEATURE_OFFLINE_PATH", dataFolder.resolve("offline").toString());
    Path root = Path.of(PlatformSettings.from(variables).features().offlinePath());
    if (!Files.isDirectory(root)) {
      throw new ServerException(
          "there is no offline store at %s; ytempire up writes one, or name another by --data or FEATURE_OFFLINE_PATH"
              .formatted(root));
    }
    return OfflineFeatureStore.at(root);
  }
}
