package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The loaded versions of a process. Safe to share; whoever got one closes it. */
public interface ModelEngines extends AutoCloseable {
  /**
   * A lease of a version, loading it if nobody holds it. Callers of one version share one load.
   * Never blocks: loading happens on other threads.
   *
   * @return fails with a {@link com.ytempire.ml.inference.model.ModelLoadException} when the
   *     version is unknown, incomplete or damaged, or answers its known example wrongly; the next
   *     call tries again
   */
  CompletableFuture<ModelLease> acquire(ModelRef ref);

  /** The versions that are ready to answer, oldest first; none where no account is kept. */
  default List<LoadedVersion> loaded() {
    return List.of();
  }

  /** Gives up this handle. Leases that are still open stay valid. */
  @Override
  void close();
}
