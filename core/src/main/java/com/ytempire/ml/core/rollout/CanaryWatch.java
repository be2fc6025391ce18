package com.ytempire.ml.core.rollout;

import com.ytempire.ml.core.evidence.Verdict.Step;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every running rollout, does what the evidence says, and keeps some of the looks at which
 * nothing was shown yet. Ending a rollout twice changes nothing, so every process may watch, as
 * often as it likes. While a store is away nothing is decided; the next look sees everything that
 * happened meanwhile. Safe to share; calls block.
 */
public final class CanaryWatch {
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final Canaries canaries;

  /**
   * A rollout that a look ended.
   *
   * @param rollout as it was before
   * @param ruling why
   */
  public record Ended(Rollout rollout, Ruling ruling) {}

  public CanaryWatch(ModelRegistry registry, Rollouts rollouts, Canaries canaries) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.canaries = canaries;
  }

  /** Looks once. */
  public List<Ended> look() {
    List<Ended> ended = new ArrayList<>();
    for (Rollout rollout : rollouts.running()) {
      try {
        endedElsewhere(rollout).or(() -> decided(rollout)).ifPresent(ended::add);
      } catch (StoreRefusedException e) {
        // Somebody else ended it since, which the next look sees; the others are looked at now.
        continue;
      }
    }
    return ended;
  }

  /** A candidate that somebody activated or deprecated is none any more. */
  private Optional<Ended> endedElsewhere(Rollout rollout) {
    ModelRef candidate = rollout.candidate();
    Optional<ModelStatus> status = registry.find(candidate).map(ModelVersion::status);
    if (status.isEmpty() || status.get() == ModelStatus.INACTIVE) {
      return Optional.empty();
    }
    var ruling = Ruling.automatic("its version became %s elsewhere".formatted(status.get().word()));
    if (status.get() == ModelStatus.ACTIVE && rollout.kind() == RolloutKind.CANARY) {
      rollouts.promote(rollout.id(), ruling);
    } else {
      rollouts.end(rollout.id(), ruling);
    }
    return Optional.of(new Ended(rollout, ruling));
  }

  private Optional<Ended> decided(Rollout rollout) {
    if (rollout.kind() != RolloutKind.CANARY || rollouts.terms(rollout.id()).held()) {
      return Optional.empty();
    }
    Optional<CanaryEvidence> found = canaries.evidence(rollout);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CanaryEvidence evidence = found.get();
    if (evidence.verdict().step() == Step.GO_ON) {
      keep(rollout, evidence);
      return Optional.empty();
    }
    Ruling ruling =
        Ruling.automatic(evidence.verdict().reason()).with(EvidenceJson.write(evidence));
    switch (evidence.verdict().step()) {
      case ROLL_BACK -> rollouts.end(rollout.id(), ruling);
      case PROMOTE -> rollouts.promote(rollout.id(), ruling);
      default -> rollouts.keep(rollout.id(), ruling);
    }
    return Optional.of(new Ended(rollout, ruling));
  }

  /** What a decision saw is kept with the decision. */
  private void keep(Rollout rollout, CanaryEvidence evidence) {
    SideCounts counts = evidence.candidateCounts();
    int stage = RolloutLook.stage(counts.requests() + counts.judged());
    if (stage > 0) {
      String figures = EvidenceJson.write(evidence);
      rollouts.keep(new RolloutLook(rollout.id(), evidence.since(), stage, evidence.at(), figures));
    }
  }
}
