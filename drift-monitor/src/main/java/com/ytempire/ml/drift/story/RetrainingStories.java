package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.story.RetrainingStory.Decision;
import com.ytempire.ml.drift.story.RetrainingStory.Evidence;
import com.ytempire.ml.drift.story.RetrainingStory.Figure;
import com.ytempire.ml.drift.story.RetrainingStory.MadeVersion;
import com.ytempire.ml.drift.story.RetrainingStory.Moment;
import com.ytempire.ml.drift.story.RetrainingStory.Training;
import com.ytempire.ml.drift.story.RetrainingStory.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of triggers, by the ids that link them: a trigger names its training, the
 * training its version, and rollouts and decisions name the version too. Safe to share; calls
 * block, and throw {@link StoreUnavailableException} when a store does not answer.
 */
public final class RetrainingStories {
  private static final int MOST_DECISIONS = 1000;
  private static final int NEARBY = 20;

  /** Begins the ids of trainings as callers know them. */
  private static final String JOB_PREFIX = "train_job_";

  /** The tag by which a training names the trigger that queued it. */
  private static final String TRIGGER_TAG = "trigger ";

  private final Retrainings retrainings;
  private final TrainingJobs jobs;
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final FindOnset onsets;
  private final FindPerformance performances;

  public RetrainingStories(
      Retrainings retrainings,
      TrainingJobs jobs,
      ModelRegistry registry,
      Rollouts rollouts,
      Verdicts verdicts) {
    this.retrainings = retrainings;
    this.jobs = jobs;
    this.registry = registry;
    this.rollouts = rollouts;
    this.onsets = new FindOnset(verdicts);
    this.performances = new FindPerformance(verdicts);
  }

  /** The story of a trigger; empty where there is no such trigger. */
  public Optional<RetrainingStory> find(UUID triggerId) {
    return retrainings.find(triggerId).map(this::tell);
  }

  /**
   * That of the newest trigger.
   *
   * @param modelName of this model, or empty for any
   */
  public Optional<RetrainingStory> latest(Optional<String> modelName) {
    return retrainings.list(modelName, 1).stream().findFirst().map(this::tell);
  }

  /** How far a retraining has come. */
  public Standing standing(Retraining retraining) {
    TrainingJob job = job(retraining);
    ModelVersion version = job == null ? null : version(job);
    return standing(
        job,
        version,
        version == null ? List.of() : trials(version.ref()),
        version == null ? List.of() : decisions(version.ref()));
  }

  private RetrainingStory tell(Retraining retraining) {
    RetrainingTrigger trigger = retraining.trigger();
    TrainingJob job = job(retraining);
    ModelVersion version = job == null ? null : version(job);
    ModelRef made = version == null ? null : version.ref();
    List<Rollout> tried = made == null ? List.of() : trials(made);
    List<RolloutDecision> decided = made == null ? List.of() : decisions(made);
    Standing standing = standing(job, version, tried, decided);
    Onset onset = onsets.of(trigger);
    Training training = job == null ? null : training(job);
    MadeVersion madeVersion = job == null || version == null ? null : made(version, job);
    List<Trial> trials = tried.stream().map(this::trial).toList();
    List<Decision> decisions = decided.stream().map(RetrainingStories::decision).toList();
    Trigger told = trigger(retraining, job);
    Performance performance = performances.of(trigger.model(), onset, made);
    List<Moment> timeline = Timeline.of(onset, told, training, madeVersion, decisions);
    return new RetrainingStory(
        trigger.model().name(),
        trigger.model().modelId(),
        trigger.id(),
        standing.word(),
        Summary.of(standing, onset, told, training, madeVersion, trials, performance),
        onset,
        told,
        training,
        madeVersion,
        trials,
        decisions,
        performance,
        timeline);
  }

  private @Nullable TrainingJob job(Retraining retraining) {
    UUID id = retraining.jobId();
    return id == null ? null : jobs.find(id).orElse(null);
  }

  /** The version that a training made: one of its number that another training made is not. */
  private @Nullable ModelVersion version(TrainingJob job) {
    String number = job.artifacts().get(TrainingJob.VERSION);
    if (number == null) {
      return null;
    }
    return registry
        .find(new ModelRef(job.plan().modelType(), number))
        .filter(
            version ->
                job.id()
                    .toString()
                    .equals(
                        version
                            .lineage()
                            .facts()
                            .getOrDefault(ModelLineage.JOB, job.id().toString())))
        .orElse(null);
  }

  private List<Rollout> trials(ModelRef version) {
    return rollouts.history(version.name()).stream()
        .filter(rollout -> rollout.candidate().equals(version))
        .sorted(Comparator.comparing(Rollout::startedAt))
        .toList();
  }

  private List<RolloutDecision> decisions(ModelRef version) {
    List<RolloutDecision> found = new ArrayList<>();
    for (RolloutDecision decision : rollouts.decisions(version.name(), MOST_DECISIONS)) {
      if (decision.version().equals(version)) {
        found.add(0, decision);
      }
    }
    return found;
  }

  private static Standing standing(
      @Nullable TrainingJob job,
      @Nullable ModelVersion version,
      List<Rollout> trials,
      List<RolloutDecision> decisions) {
    if (job == null) {
      return Standing.COOLING_DOWN;
    }
    return switch (job.status()) {
      case PENDING -> Standing.WAITING;
      case RUNNING -> Standing.TRAINING;
      case FAILED -> Standing.FAILED;
      case CANCELLED -> Standing.CANCELLED;
      case COMPLETED -> inTraffic(version, trials, decisions);
    };
  }

  private static Standing inTraffic(
      @Nullable ModelVersion version, List<Rollout> trials, List<RolloutDecision> decisions) {
    boolean isReverted =
        !decisions.isEmpty() && decisions.get(decisions.size() - 1).rolloutId() == null;
    if (isReverted) {
      return Standing.REVERTED;
    }
    Optional<Rollout> last =
        trials.stream()
            .filter(rollout -> rollout.kind() == RolloutKind.CANARY)
            .reduce((one, next) -> next);
    if (last.isEmpty()) {
      boolean wasActive = version != null && version.deployedAt() != null;
      return wasActive ? Standing.PROMOTED : Standing.REGISTERED;
    }
    return switch (last.get().state()) {
      case RUNNING -> Standing.CANARY;
      case PROMOTED -> Standing.PROMOTED;
      case ROLLED_BACK, STOPPED -> Standing.ROLLED_BACK;
      case KEPT -> Standing.KEPT;
    };
  }

  private Trigger trigger(Retraining retraining, @Nullable TrainingJob job) {
    RetrainingTrigger trigger = retraining.trigger();
    return new Trigger(
        trigger.since(),
        trigger.at(),
        retraining.recordedAt(),
        trigger.reason(),
        retraining.state().word(),
        retraining.note(),
        follows(retraining, job),
        trigger.evidence().stream().map(RetrainingStories::evidence).toList());
  }

  private @Nullable UUID follows(Retraining retraining, @Nullable TrainingJob job) {
    return switch (retraining.state()) {
      case STARTED -> null;
      case JOINED ->
          job == null
              ? null
              : job.plan().tags().stream()
                  .filter(tag -> tag.startsWith(TRIGGER_TAG))
                  .map(tag -> UUID.fromString(tag.substring(TRIGGER_TAG.length())))
                  .findFirst()
                  .orElse(null);
      case COOLING_DOWN ->
          retrainings
              .list(
                  Optional.of(retraining.trigger().model().name()),
                  Optional.of(retraining.trigger().id()),
                  NEARBY)
              .stream()
              .filter(before -> before.state() == Retraining.State.STARTED)
              .map(before -> before.trigger().id())
              .findFirst()
              .orElse(null);
    };
  }

  private static Evidence evidence(TriggerEvidence one) {
    return new Evidence(
        one.kind(),
        one.name(),
        one.slice(),
        one.from(),
        one.to(),
        one.measure(),
        Numbers.orNull(one.value()),
        Numbers.orNull(one.threshold()),
        Numbers.orNull(one.pValue()),
        one.reference(),
        one.current());
  }

  private static Training training(TrainingJob job) {
    return new Training(
        JOB_PREFIX + job.id(),
        job.status().word(),
        job.createdBy(),
        job.createdAt(),
        job.startedAt(),
        job.completedAt(),
        job.attempt().number(),
        job.attempt().lost(),
        job.attempt().worker(),
        job.progress().epoch(),
        job.progress().totalEpochs(),
        job.artifacts().get(TrainingJob.VERSION),
        job.artifacts().get(TrainingJob.DEPLOYMENT),
        job.error());
  }

  private static MadeVersion made(ModelVersion version, TrainingJob job) {
    Map<String, String> facts = version.lineage().facts();
    List<Figure> figures = new ArrayList<>();
    // What a training measured by its tests is with both; what is with one alone is something else.
    for (String name : new TreeSet<>(job.metrics().keySet())) {
      String value = facts.get(name);
      if (value != null) {
        String beside = facts.get(ModelLineage.BESIDE_FIGURE + name);
        figures.add(
            new Figure(
                name, Double.parseDouble(value), beside == null ? null : Double.valueOf(beside)));
      }
    }
    return new MadeVersion(
        version.ref().modelId(),
        version.status().word(),
        version.createdAt(),
        version.deployedAt(),
        facts.get(ModelLineage.BESIDE),
        facts.getOrDefault(ModelLineage.JUDGEMENT, "").lines().toList(),
        figures);
  }

  private Trial trial(Rollout rollout) {
    return new Trial(
        rollout.id(),
        rollout.candidate().modelId(),
        rollout.kind().word(),
        rollout.state().word(),
        rollout.percentage(),
        rollout.startedAt(),
        rollout.endedAt(),
        rollout.reason(),
        rollouts.looks(rollout.id()).stream()
            .map(look -> Looks.read(look.figures()))
            .filter(Objects::nonNull)
            .toList());
  }

  private static Decision decision(RolloutDecision decision) {
    return new Decision(
        decision.rolloutId(),
        decision.at(),
        decision.step().word(),
        decision.percentage(),
        decision.ruling().by(),
        decision.ruling().automatic(),
        decision.ruling().reason(),
        Looks.read(decision.ruling().figures()));
  }
}
