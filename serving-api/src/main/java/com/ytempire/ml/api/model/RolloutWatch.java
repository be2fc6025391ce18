package com.ytempire.ml.api.model;

import com.ytempire.ml.api.model.ModelRollouts.Comparison;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every running rollout and does what the policy says. Ending a rollout twice changes
 * nothing, so every process may watch. Safe to share; calls block.
 */
final class RolloutWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutWatch.class);

  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final ModelRollouts comparisons;
  private final ModelRouter router;
  private final RolloutPolicy policy;

  RolloutWatch(
      ModelRegistry registry,
      Rollouts rollouts,
      ModelRollouts comparisons,
      ModelRouter router,
      RolloutPolicy policy) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.comparisons = comparisons;
    this.router = router;
    this.policy = policy;
  }

  /** Looks once. */
  void look() {
    boolean changed = false;
    for (Rollout rollout : rollouts.running()) {
      changed |= endedElsewhere(rollout) || decided(rollout);
    }
    if (changed) {
      router.refresh().join();
    }
  }

  /** A candidate that somebody activated or deprecated is none any more. */
  private boolean endedElsewhere(Rollout rollout) {
    ModelRef candidate = rollout.candidate();
    Optional<ModelStatus> status = registry.find(candidate).map(ModelVersion::status);
    if (status.isEmpty() || status.get() == ModelStatus.INACTIVE) {
      return false;
    }
    String reason = "its version became %s elsewhere".formatted(status.get().word());
    if (status.get() == ModelStatus.ACTIVE && rollout.kind() == RolloutKind.CANARY) {
      rollouts.promote(rollout.id(), reason);
    } else {
      rollouts.end(rollout.id(), reason);
    }
    return true;
  }

  private boolean decided(Rollout rollout) {
    if (rollout.kind() != RolloutKind.CANARY || !(policy.rollBack() || policy.promote())) {
      return false;
    }
    Comparison both = comparisons.compare(rollout);
    PredictionSummary active = both.active();
    if (active == null) {
      return false;
    }
    RolloutDecision decision = RolloutDecision.of(active, both.candidate(), policy);
    switch (decision.step()) {
      case GO_ON -> {
        return false;
      }
      case ROLL_BACK -> rollouts.end(rollout.id(), decision.reason());
      case PROMOTE -> rollouts.promote(rollout.id(), decision.reason());
    }
    LOG.atWarn()
        .addKeyValue("modelId", rollout.candidate().modelId())
        .addKeyValue("step", decision.step())
        .addKeyValue("reason", decision.reason())
        .log("a canary has ended on evidence");
    return true;
  }
}
