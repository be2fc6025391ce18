package com.ytempire.ml.api.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.rollout.EvidenceJson;
import com.ytempire.ml.core.rollout.ManualRollouts;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreRefusedException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what is known of rollouts, and holds canaries. Safe to share; calls block. */
@Singleton
class RolloutCalls {
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final Canaries canaries;
  private final ManualRollouts manual;
  private final ObjectMapper mapper;

  RolloutCalls(
      ModelRegistry registry,
      Rollouts rollouts,
      Canaries canaries,
      ManualRollouts manual,
      ObjectMapper mapper) {
    this.registry = registry;
    this.rollouts = rollouts;
    this.canaries = canaries;
    this.manual = manual;
    this.mapper = mapper;
  }

  /**
   * What is and was tried of a version's model.
   *
   * @param limit most decisions
   * @throws ProblemException when there is no such version
   */
  RolloutHistory history(String modelId, int limit) {
    String name = ModelIds.require(registry, modelId).ref().name();
    List<RolloutHistory.Running> running =
        rollouts.running().stream()
            .filter(rollout -> rollout.candidate().name().equals(name))
            .map(this::running)
            .toList();
    List<DecisionEntry> decisions =
        rollouts.decisions(name, limit).stream()
            .map(decision -> DecisionEntry.of(decision, mapper))
            .toList();
    return new RolloutHistory(name, running, decisions);
  }

  private RolloutHistory.Running running(Rollout rollout) {
    return running(rollout, rollouts.terms(rollout.id()));
  }

  private RolloutHistory.Running running(Rollout rollout, RolloutTerms terms) {
    return new RolloutHistory.Running(
        rollout.id(),
        rollout.candidate().modelId(),
        rollout.kind().word(),
        rollout.percentage(),
        rollout.startedAt(),
        rollout.startedBy(),
        terms.held(),
        canaries
            .evidence(rollout)
            .map(evidence -> DecisionEntry.figures(EvidenceJson.write(evidence), mapper))
            .orElse(null));
  }

  /**
   * Leaves the decision on a canary to humans, or no longer.
   *
   * @throws ProblemException when there is no such version, or no canary of it runs
   */
  RolloutHistory.Running hold(String modelId, @Nullable HoldRequest request, String by) {
    ModelRef ref = ModelIds.require(registry, modelId).ref();
    boolean held = request == null || request.held() == null || request.held();
    try {
      RolloutTerms terms = manual.hold(ref, held, by, request == null ? null : request.reason());
      return manual
          .find(ref, RolloutKind.CANARY)
          .map(rollout -> running(rollout, terms))
          .orElseThrow(() -> ProblemException.conflict("no canary of this version runs"));
    } catch (StoreRefusedException e) {
      throw Refusals.problem(e);
    }
  }
}
