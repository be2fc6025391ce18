package com.ytempire.ml.core.rollout;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What humans decide on rollouts, at any time and whatever the evidence says. Each decision is kept
 * with what was known then. Safe to share; calls block.
 */
public final class ManualRollouts {
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final Canaries canaries;

  /**
   * What was taken back.
   *
   * @param canary the canary that ended, or null where it was an active version
   * @param active the version that is active now, or null where there is none
   */
  public record TakenBack(@Nullable Rollout canary, @Nullable ModelRef active) {}

  public ManualRollouts(ModelRegistry registry, Rollouts rollouts, Canaries canaries) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.canaries = canaries;
  }

  /**
   * Makes a canary the active version.
   *
   * @param by who decides
   * @param reason in words, or null where none was given
   * @throws StoreRefusedException when no canary of it runs
   */
  public Rollout promote(ModelRef version, String by, @Nullable String reason) {
    Rollout canary = require(version, RolloutKind.CANARY);
    Ruling ruling = ruling(canary, by, reason == null ? "promoted by hand" : reason);
    Rollout promoted = rollouts.promote(canary.id(), ruling);
    find(version, RolloutKind.SHADOW)
        .ifPresent(
            shadow -> rollouts.end(shadow.id(), Ruling.byHand(by, "its version was promoted")));
    return promoted;
  }

  /**
   * Takes a version out of traffic: its canary, or, where it is the active one, in favour of the
   * version that was active before.
   *
   * @throws StoreRefusedException when it has no part in the traffic, or nothing was active before
   */
  public TakenBack rollBack(ModelRef version, String by, @Nullable String reason) {
    String why = reason == null ? "rolled back by hand" : reason;
    Optional<Rollout> canary = find(version, RolloutKind.CANARY);
    if (canary.isPresent()) {
      Rollout ended = rollouts.end(canary.get().id(), ruling(canary.get(), by, why));
      return new TakenBack(
          ended, registry.active(version.name()).map(ModelVersion::ref).orElse(null));
    }
    ModelVersion known = registry.find(version).orElseThrow(() -> ModelRegistry.unknown(version));
    if (known.status() != ModelStatus.ACTIVE) {
      throw new StoreRefusedException("this version is neither active nor a canary");
    }
    ModelRef before =
        before(version.name())
            .orElseThrow(
                () -> new StoreRefusedException("no other version was active before this one"));
    rollouts.revert(before, Ruling.byHand(by, why));
    return new TakenBack(null, before);
  }

  private Optional<ModelRef> before(String modelName) {
    return registry.list(Optional.of(modelName)).stream()
        .filter(version -> version.status() == ModelStatus.INACTIVE)
        .filter(version -> version.deployedAt() != null)
        .max(Comparator.comparing(version -> Objects.requireNonNull(version.deployedAt())))
        .map(ModelVersion::ref);
  }

  /**
   * Leaves the decision on a running canary to humans, or no longer.
   *
   * @throws StoreRefusedException when no canary of it runs
   */
  public RolloutTerms hold(ModelRef version, boolean held, String by, @Nullable String reason) {
    Rollout canary = require(version, RolloutKind.CANARY);
    String why = held ? "held by hand" : "released by hand";
    return rollouts.hold(canary.id(), held, ruling(canary, by, reason == null ? why : reason));
  }

  private Ruling ruling(Rollout canary, String by, String reason) {
    String figures = canaries.evidence(canary).map(EvidenceJson::write).orElse(null);
    return Ruling.byHand(by, reason).with(figures);
  }

  /** The running rollout of a version, if there is one. */
  public Optional<Rollout> find(ModelRef candidate, RolloutKind kind) {
    return rollouts.running().stream()
        .filter(rollout -> rollout.kind() == kind && rollout.candidate().equals(candidate))
        .findFirst();
  }

  /**
   * The running rollout of a version.
   *
   * @throws StoreRefusedException when there is none
   */
  public Rollout require(ModelRef candidate, RolloutKind kind) {
    return find(candidate, kind)
        .orElseThrow(
            () -> new StoreRefusedException("no %s of this version runs".formatted(kind.word())));
  }
}
