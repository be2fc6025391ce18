package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds versions by the ids that callers use, such as {@code trend_predictor_v1.2.3}. */
public final class ModelIds {
  private static final String SEPARATOR = "_v";

  private ModelIds() {}

  /**
   * The version of an id. Names and versions may hold the separator themselves, so every place
   * where the id can be cut is tried.
   *
   * @throws ProblemException when there is none
   */
  public static ModelVersion require(ModelRegistry registry, String modelId) {
    return find(registry, modelId)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no such version; GET /models lists those that there are"));
  }

  /** The version of an id, or empty where there is none. */
  public static Optional<ModelVersion> find(ModelRegistry registry, String modelId) {
    for (int at = modelId.indexOf(SEPARATOR); at >= 0; at = modelId.indexOf(SEPARATOR, at + 1)) {
      ModelRef ref = ref(modelId.substring(0, at), modelId.substring(at + SEPARATOR.length()));
      Optional<ModelVersion> found = ref == null ? Optional.empty() : registry.find(ref);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A version by its parts, or null where these cannot be any. */
  static @Nullable ModelRef ref(String name, String version) {
    try {
      return new ModelRef(name, version);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
