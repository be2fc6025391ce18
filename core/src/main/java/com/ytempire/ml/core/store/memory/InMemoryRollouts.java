package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Keeps rollouts in a map, beside a registry. Safe to share between threads. */
public final class InMemoryRollouts implements Rollouts {
  private final Map<UUID, Rollout> rollouts = new LinkedHashMap<>();
  private final ModelRegistry registry;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public InMemoryRollouts(ModelRegistry registry, Clock clock, Supplier<UUID> ids) {
    this.registry = registry;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public synchronized Rollout start(
      ModelRef candidate, RolloutKind kind, int percentage, String by) {
    ModelVersion version =
        registry.find(candidate).orElseThrow(() -> ModelRegistry.unknown(candidate));
    if (version.status() == ModelStatus.DEPRECATED) {
      throw ModelRegistry.deprecated(candidate);
    }
    if (version.status() == ModelStatus.ACTIVE) {
      throw Rollouts.active(candidate);
    }
    for (Rollout running : running()) {
      if (running.kind() == kind && running.candidate().name().equals(candidate.name())) {
        if (!running.candidate().equals(candidate)) {
          throw Rollouts.occupied(running);
        }
        return put(running.withPercentage(percentage));
      }
    }
    return put(
        new Rollout(
            ids.get(),
            candidate,
            kind,
            percentage,
            RolloutState.RUNNING,
            clock.instant(),
            null,
            null,
            by));
  }

  @Override
  public synchronized Optional<Rollout> find(UUID id) {
    return Optional.ofNullable(rollouts.get(id));
  }

  @Override
  public synchronized List<Rollout> running() {
    return rollouts.values().stream().filter(Rollout::isRunning).toList();
  }

  @Override
  public synchronized List<Rollout> history(String modelName) {
    List<Rollout> found =
        new ArrayList<>(
            rollouts.values().stream()
                .filter(rollout -> rollout.candidate().name().equals(modelName))
                .toList());
    Collections.reverse(found);
    return List.copyOf(found);
  }

  @Override
  public synchronized Rollout promote(UUID id, String reason) {
    Rollout rollout = require(id);
    if (rollout.state() == RolloutState.PROMOTED) {
      return rollout;
    }
    if (!rollout.isRunning() || rollout.kind() != RolloutKind.CANARY) {
      throw Rollouts.notPromotable(rollout);
    }
    registry.activate(rollout.candidate());
    return put(rollout.ended(RolloutState.PROMOTED, clock.instant(), reason));
  }

  @Override
  public synchronized Rollout end(UUID id, String reason) {
    Rollout rollout = require(id);
    if (!rollout.isRunning()) {
      return rollout;
    }
    RolloutState state =
        rollout.kind() == RolloutKind.CANARY ? RolloutState.ROLLED_BACK : RolloutState.STOPPED;
    return put(rollout.ended(state, clock.instant(), reason));
  }

  private Rollout require(UUID id) {
    return find(id).orElseThrow(() -> Rollouts.unknown(id));
  }

  private Rollout put(Rollout rollout) {
    rollouts.put(rollout.id(), rollout);
    return rollout;
  }
}
