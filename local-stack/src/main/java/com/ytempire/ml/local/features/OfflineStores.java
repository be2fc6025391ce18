package com.ytempire.ml.local.features;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.OfflineFiles;
import com.ytempire.ml.features.offline.S3OfflineFiles;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The offline store, in a folder, where no server is needed, or in S3. Safe to share between
 * threads.
 */
public final class OfflineStores implements AutoCloseable {
  private final OfflineFeatureStore store;
  private final @Nullable S3OfflineFiles remote;

  private OfflineStores(OfflineFiles files, @Nullable S3OfflineFiles remote) {
    this.store = new OfflineFeatureStore(files);
    this.remote = remote;
  }

  /**
   * The store that {@code FEATURE_OFFLINE_PATH} names, or that of the data folder.
   *
   * @throws ServerException when there is no such folder
   */
  public static OfflineStores open(Path dataFolder, Map<String, String> environment) {
    Map<String, String> variables = OpenedStores.variables(dataFolder, environment);
    variables.putIfAbsent("FEATURE_OFFLINE_PATH", dataFolder.resolve("offline").toString());
    PlatformSettings settings = PlatformSettings.from(variables);
    String path = settings.features().offlinePath();
    if (S3Folder.isAddress(path)) {
      var files = new S3OfflineFiles(S3Folder.open(path, settings.objects()));
      return new OfflineStores(files, files);
    }
    Path root = Path.of(path);
    if (!Files.isDirectory(root)) {
      throw new ServerException(
          "there is no offline store at %s; ytempire up writes one, or name another by --data or FEATURE_OFFLINE_PATH"
              .formatted(root));
    }
    return new OfflineStores(new LocalOfflineFiles(root), null);
  }

  public OfflineFeatureStore store() {
    return store;
  }

  @Override
  public void close() {
    if (remote != null) {
      remote.close();
    }
  }
}
