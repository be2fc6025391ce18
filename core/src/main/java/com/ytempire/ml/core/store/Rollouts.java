package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Candidates on their way into traffic: at most one running canary and one running shadow per
 * model. Each change is kept as a {@link RolloutDecision}, in one step with the change. Safe to
 * share between threads and processes; calls block, and throw {@link StoreUnavailableException}
 * when the store does not answer.
 */
public interface Rollouts {
  /**
   * Begins a rollout, or changes the share of the one that runs for this candidate already: then
   * its id stays, so that a larger share keeps every input that was on the candidate's side there.
   *
   * @param percentage 1 to 100
   * @param by who or what begins it, at most 100 characters
   * @throws StoreRefusedException when the candidate is unknown, deprecated or active, or a rollout
   *     of this kind runs for another version of its model
   */
  Rollout start(ModelRef candidate, RolloutKind kind, int percentage, String by);

  Optional<Rollout> find(UUID id);

  /** Those of all models that run, oldest first. */
  List<Rollout> running();

  /** Those of a model, running or not, newest first. */
  List<Rollout> history(String modelName);

  /**
   * Makes the candidate the active version of its model and ends the rollout, in one step. One that
   * was promoted already stays as it is.
   *
   * @throws StoreRefusedException when the rollout is unknown, is no canary, was taken back, or its
   *     candidate is deprecated
   */
  Rollout promote(UUID id, Ruling ruling);

  /**
   * Ends a rollout without the candidate: a canary is {@code ROLLED_BACK}, a shadow {@code
   * STOPPED}. One that has ended stays as it is.
   *
   * @throws StoreRefusedException when the rollout is unknown
   */
  Rollout end(UUID id, Ruling ruling);

  /**
   * Ends a canary of which nothing was shown: it is {@code KEPT}. One that has ended stays as it
   * is.
   *
   * @throws StoreRefusedException when the rollout is unknown or no canary
   */
  Rollout keep(UUID id, Ruling ruling);

  /**
   * Leaves the decision on a running canary to humans, or no longer.
   *
   * @throws StoreRefusedException when the rollout is unknown, no canary or over
   */
  RolloutTerms hold(UUID id, boolean held, Ruling ruling);

  /**
   * Makes a version active in place of the active one, which is taken back.
   *
   * @throws StoreRefusedException when the version is unknown or deprecated, or none is active
   */
  void revert(ModelRef to, Ruling ruling);

  /**
   * How a rollout is compared.
   *
   * @throws StoreRefusedException when the rollout is unknown
   */
  RolloutTerms terms(UUID id);

  /**
   * Fixes above which an answer is slow; once only, the first one stays.
   *
   * @param slow at least 1 ms
   */
  RolloutTerms fixSlow(UUID id, Duration slow);

  /**
   * Everything that was decided on versions of a model, newest first.
   *
   * @param limit most decisions
   */
  List<RolloutDecision> decisions(String modelName, int limit);

  /**
   * Keeps a look at a rollout. One of the same comparison and stage that is kept already stays.
   *
   * @throws StoreRefusedException when the rollout is unknown
   */
  void keep(RolloutLook look);

  /** Looks at a rollout that were kept, oldest first; none where it is unknown. */
  List<RolloutLook> looks(UUID id);

  /** The refusal to roll out what takes the traffic already. */
  static StoreRefusedException active(ModelRef ref) {
    return new StoreRefusedException(
        "version %s of model %s is active already; nothing to roll out"
            .formatted(ref.version(), ref.name()));
  }

  /** The refusal of a second candidate. */
  static StoreRefusedException occupied(Rollout running) {
    return new StoreRefusedException(
        "a %s of model %s runs for version %s already; promote it or roll it back first"
            .formatted(
                running.kind().word(), running.candidate().name(), running.candidate().version()));
  }

  /** The refusal of an id that nobody gave. */
  static StoreRefusedException unknown(UUID id) {
    return new StoreRefusedException("there is no rollout %s".formatted(id));
  }

  /** The refusal to hold or keep what is no running canary. */
  static StoreRefusedException noCanary(Rollout rollout) {
    return new StoreRefusedException(
        "the %s of %s is %s; only a running canary is decided on"
            .formatted(rollout.kind().word(), rollout.candidate(), rollout.state().word()));
  }

  /** The refusal to take back what is not there. */
  static StoreRefusedException noneActive(String modelName) {
    return new StoreRefusedException("no version of %s is active".formatted(modelName));
  }

  /** The refusal to promote what cannot be. */
  static StoreRefusedException notPromotable(Rollout rollout) {
    return new StoreRefusedException(
        "the %s of %s is %s and cannot be promoted"
            .formatted(rollout.kind().word(), rollout.candidate(), rollout.state().word()));
  }
}
