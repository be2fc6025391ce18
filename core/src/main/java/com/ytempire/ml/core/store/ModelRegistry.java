package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * Which versions of which models there are, and which take traffic. Safe to share between threads;
 * calls block, and throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface ModelRegistry {
  /**
   * Makes a version known, or finds it: a version that is already there stays as it is.
   *
   * @param version as it is to be kept, its status {@code INACTIVE}
   * @return what the registry holds
   */
  ModelVersion register(ModelVersion version);

  Optional<ModelVersion> find(ModelRef ref);

  /** The version that takes the traffic of a model, if one does. */
  Optional<ModelVersion> active(String modelName);

  /** All versions of a model, or of all models when the name is empty; newest first. */
  List<ModelVersion> list(Optional<String> modelName);

  /**
   * Makes a version the active one of its model, and the one before it inactive, in one step.
   *
   * @return the version as it now is
   * @throws StoreRefusedException when it is unknown or deprecated
   */
  ModelVersion activate(ModelRef ref);

  /**
   * Takes a version out of use for good. An active one leaves its model without an active version.
   *
   * @return the version as it now is
   * @throws StoreRefusedException when it is unknown
   */
  ModelVersion deprecate(ModelRef ref);
}
