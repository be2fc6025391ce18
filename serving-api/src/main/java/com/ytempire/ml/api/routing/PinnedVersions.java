package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of {@code trend_predictor} that {@code TREND_MODEL_VERSION} or {@code
 * TREND_MODEL_PATH} names, in place of whatever the registry makes active. Confined to one thread;
 * the first call may block, to read what the folder holds.
 */
final class PinnedVersions {
  /** The one model that can be pinned. */
  static final String MODEL = "trend_predictor";

  private final ModelSettings models;
  private final ObjectStoreSettings objects;
  private @Nullable ModelRef found;

  PinnedVersions(ModelSettings models, ObjectStoreSettings objects) {
    this.models = models;
    this.objects = objects;
  }

  /**
   * The version of a model that is pinned; empty where none is.
   *
   * @throws com.ytempire.ml.inference.model.ModelLoadException when the folder cannot be read
   */
  Optional<ModelRef> find(String modelName) {
    if (!modelName.equals(MODEL)) {
      return Optional.empty();
    }
    if (found == null) {
      found = read();
    }
    return Optional.ofNullable(found);
  }

  private @Nullable ModelRef read() {
    String version = models.trendModelVersion();
    if (version != null) {
      return new ModelRef(MODEL, version);
    }
    String path = models.trendModelPath();
    if (path == null) {
      return null;
    }
    try (ModelRepository folder = ModelRepository.openVersion(path, objects)) {
      return folder.versions().get(0);
    }
  }
}
