package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.model.ModelManifest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model in a subtask of {@link SwitchModels}: which version answers, and which one is being
 * loaded. Holds the lease of the one that answers, so that it stays loaded while no record is under
 * way. Confined to the task thread.
 */
final class ServedModel<I> {
  private final ModelInput<I> input;
  private ModelRef current;
  private @Nullable ModelRef wanted;
  private @Nullable ModelLease lease;
  private boolean wantedFailed;

  ServedModel(ModelInput<I> input, ModelRef current, @Nullable ModelRef wanted) {
    this.input = input;
    this.current = current;
    this.wanted = wanted;
  }

  ModelRef current() {
    return current;
  }

  @Nullable ModelRef wanted() {
    return wanted;
  }

  /** Whether the current version is known to be loaded. */
  boolean isLoaded() {
    return lease != null;
  }

  ModelRoute route() {
    return new ModelRoute(current.version(), wanted == null ? null : wanted.version());
  }

  /**
   * Takes note of the version that shall answer.
   *
   * @return whether it is to be loaded
   */
  boolean want(ModelRef ref) {
    if (ref.equals(current)) {
      wanted = null; // Back to where it was before the other one was loaded.
      return false;
    }
    if (ref.equals(wanted)) {
      return false;
    }
    wanted = ref;
    wantedFailed = false;
    return true;
  }

  /** Keeps the current version loaded. */
  void keep(ModelLease loaded) {
    close();
    lease = loaded;
  }

  /**
   * Takes note that the version that was wanted could not be loaded; it stays wanted.
   *
   * @return whether that is news
   */
  boolean wantedFailed() {
    boolean news = !wantedFailed;
    wantedFailed = true;
    return news;
  }

  /**
   * Switches to the version that was wanted, unless something speaks against it.
   *
   * @param loaded a lease of it, which this now owns or has closed
   * @return why not; empty when it answers from now on
   */
  Optional<String> take(ModelLease loaded) {
    ModelManifest candidate = loaded.engine().manifest();
    ModelManifest serving = lease == null ? null : lease.engine().manifest();
    Optional<String> objection = ModelFit.objection(input, candidate, serving);
    if (objection.isPresent()) {
      loaded.close();
    } else {
      current = candidate.ref();
      keep(loaded);
    }
    wanted = null;
    return objection;
  }

  void close() {
    ModelLease held = lease;
    lease = null;
    if (held != null) {
      held.close();
    }
  }
}
