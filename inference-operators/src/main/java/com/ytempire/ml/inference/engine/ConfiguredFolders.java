package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Versions from where the settings say they are: the folder that is pinned for the trend model, the
 * encoder that ships with the platform, and the repository for all others. Safe to share.
 */
final class ConfiguredFolders implements ModelFolders, AutoCloseable {
  /** The model that {@code TREND_MODEL_PATH} speaks of. */
  private static final String PINNED = "trend_predictor";

  private final EngineSettings settings;
  private final ModelCache repository;
  private @Nullable ModelCache pinned;
  private boolean closed;

  /**
   * Reads nothing yet.
   *
   * @throws IllegalArgumentException when the repository's address has no known form
   */
  ConfiguredFolders(EngineSettings settings) {
    this.settings = settings;
    this.repository = ModelCache.open(settings.models(), settings.objects());
  }

  @Override
  public ModelFolder fetch(ModelRef ref) {
    return ref.equals(BundledMiniLm.REF)
        ? BundledMiniLm.folder(Path.of(settings.models().cacheDir()))
        : owner(ref).fetch(ref);
  }

  @Override
  public void release(ModelFolder folder) {
    ModelRef ref = folder.manifest().ref();
    if (!ref.equals(BundledMiniLm.REF)) {
      owner(ref).release(folder);
    }
  }

  /** The pinned folder for the version that it holds, the repository for all others. */
  private synchronized ModelCache owner(ModelRef ref) {
    String path = settings.models().trendModelPath();
    if (path == null || !ref.name().equals(PINNED)) {
      return repository;
    }
    ModelCache folder = pinned;
    if (folder == null) {
      if (closed) {
        return repository;
      }
      folder =
          ModelCache.open(ModelRepository.openVersion(path, settings.objects()), settings.models());
      pinned = folder;
    }
    return folder.repository().versions().contains(ref) ? folder : repository;
  }

  @Override
  public synchronized void close() {
    closed = true;
    repository.close();
    if (pinned != null) {
      pinned.close();
    }
  }
}
