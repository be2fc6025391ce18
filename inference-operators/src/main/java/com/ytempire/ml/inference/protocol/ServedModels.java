package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelManifest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a server serves. Safe to share; no method blocks, so whoever asks a registry does that on
 * threads of its own. A future may fail with a {@link
 * com.ytempire.ml.core.store.StoreUnavailableException}.
 */
public interface ServedModels {
  /** Whether all models that the server must serve can answer. */
  CompletableFuture<Boolean> ready();

  /** A model by its name; empty when there is none. */
  CompletableFuture<Optional<ServedModel>> find(String name);

  /**
   * What a version consists of. Need not load the version.
   *
   * @param ref one of the versions of {@link #find}
   * @return fails with a {@link com.ytempire.ml.inference.model.ModelLoadException} when its
   *     manifest cannot be read
   */
  CompletableFuture<ModelManifest> manifest(ModelRef ref);
}
