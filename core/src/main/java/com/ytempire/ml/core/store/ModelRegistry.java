package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
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
   * @throws IllegalArgumentException when it has another status
   * @throws StoreRefusedException when the store cannot hold one of its values
   */
  ModelVersion register(ModelVersion version);

  Optional<ModelVersion> find(ModelRef ref);

  /** The version that takes the traffic of a model, if one does. */
  Optional<ModelVersion> active(String modelName);

  /** All versions of a model, or of all models when the name is empty; newest first. */
  List<ModelVersion> list(Optional<String> modelName);

  /**
   * Makes a version the active one of its model, and the one before it inactive, in one step. One
   * that is active already stays as it is.
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

  /** Refuses to register a version that is in use already. */
  static void requireInactive(ModelVersion version) {
    if (version.status() != ModelStatus.INACTIVE) {
      throw new IllegalArgumentException(
          "%s is registered as %s; register it as inactive, then activate it"
              .formatted(version.ref(), version.status().word()));
    }
  }

  /** The refusal of a version that is not registered. */
  static StoreRefusedException unknown(ModelRef ref) {
    return new StoreRefusedException(
        "version %s of model %s is not registered; publish it first"
            .formatted(ref.version(), ref.name()));
  }

  /** The refusal to activate a deprecated version. */
  static StoreRefusedException deprecated(ModelRef ref) {
    return new StoreRefusedException(
        "version %s of model %s is deprecated and takes no traffic any more; activate another"
            .formatted(ref.version(), ref.name()));
  }
}
