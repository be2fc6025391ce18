package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import java.util.Optional;

/**
 * Remembers for all processes which version of a model is active, for when the registry is away.
 * Safe to share; calls block. What it cannot do, it leaves: nobody depends on it while the registry
 * answers.
 */
public interface ActiveVersions {
  /** What was remembered of a model, if it is still known. */
  Optional<ModelRef> find(String modelName);

  /** Remembers a version. */
  void remember(ModelRef active);

  /** Forgets a model that has no active version any more. */
  void forget(String modelName);

  /** Remembers nothing. */
  static ActiveVersions none() {
    return new ActiveVersions() {
      @Override
      public Optional<ModelRef> find(String modelName) {
        return Optional.empty();
      }

      @Override
      public void remember(ModelRef active) {}

      @Override
      public void forget(String modelName) {}
    };
  }
}
