package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the registry which versions are wanted, and tells others. Safe to share; calls block. */
final class WantedVersions {
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final ActiveVersions memory;
  private final PinnedVersions pinned;

  /**
   * @param memory is told of every version that is found active
   * @param pinned versions that are used whatever the registry says, without rollouts
   */
  WantedVersions(
      ModelRegistry registry, Rollouts rollouts, ActiveVersions memory, PinnedVersions pinned) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.memory = memory;
    this.pinned = pinned;
  }

  /**
   * The rollouts that run.
   *
   * @throws StoreUnavailableException when the store does not answer
   */
  List<Rollout> running() {
    return rollouts.running();
  }

  /**
   * What is wanted of a model; empty when it has no active version.
   *
   * @throws StoreUnavailableException when the registry does not answer
   */
  Optional<Wanted> find(String modelName, List<Rollout> running) {
    Optional<ModelRef> pin = pinned.find(modelName);
    if (pin.isPresent()) {
      return Optional.of(new Wanted(pin.get(), null, null));
    }
    Optional<ModelRef> active = registry.active(modelName).map(ModelVersion::ref);
    active.ifPresentOrElse(memory::remember, () -> memory.forget(modelName));
    return active.map(
        ref ->
            new Wanted(
                ref,
                rollout(ref, RolloutKind.CANARY, running),
                rollout(ref, RolloutKind.SHADOW, running)));
  }

  /** What was wanted of a model when the registry last answered, without rollouts. */
  Optional<Wanted> remembered(String modelName) {
    return memory.find(modelName).map(active -> new Wanted(active, null, null));
  }

  private static @Nullable Rollout rollout(
      ModelRef active, RolloutKind kind, List<Rollout> running) {
    return running.stream()
        .filter(rollout -> rollout.kind() == kind)
        .filter(rollout -> rollout.candidate().name().equals(active.name()))
        .filter(rollout -> !rollout.candidate().equals(active))
        .findFirst()
        .orElse(null);
  }
}
