package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutDecision.Step;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps rollouts and decisions in maps, beside a registry. Safe to share between threads. */
public final class InMemoryRollouts implements Rollouts, DecisionOutbox {
  /** A notice that waits, and until when. */
  private record Waiting(Notice notice, Instant due) {}

  private final Map<UUID, Rollout> rollouts = new LinkedHashMap<>();
  private final Map<UUID, RolloutTerms> terms = new HashMap<>();
  private final List<RolloutDecision> decisions = new ArrayList<>();
  private final List<RolloutLook> looks = new ArrayList<>();
  private final Map<UUID, Waiting> notices = new LinkedHashMap<>();
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
        return share(running, percentage, by);
      }
    }
    var started =
        new Rollout(
            ids.get(),
            candidate,
            kind,
            percentage,
            RolloutState.RUNNING,
            clock.instant(),
            null,
            null,
            by);
    terms.put(started.id(), new RolloutTerms(false, null, started.startedAt()));
    record(
        started,
        Step.STARTED,
        percentage,
        Ruling.byHand(by, "started with %d %% of the requests".formatted(percentage)));
    return put(started);
  }

  private Rollout share(Rollout running, int percentage, String by) {
    if (running.percentage() == percentage) {
      return running;
    }
    RolloutTerms before = terms(running.id());
    terms.put(running.id(), new RolloutTerms(before.held(), before.slow(), clock.instant()));
    record(
        running,
        Step.SHARE_CHANGED,
        percentage,
        Ruling.byHand(by, "share changed to %d %%".formatted(percentage)));
    return put(running.withPercentage(percentage));
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
  public synchronized Rollout promote(UUID id, Ruling ruling) {
    Rollout rollout = require(id);
    if (rollout.state() == RolloutState.PROMOTED) {
      return rollout;
    }
    if (!rollout.isRunning() || rollout.kind() != RolloutKind.CANARY) {
      throw Rollouts.notPromotable(rollout);
    }
    ModelRef before = active(rollout.candidate().name());
    registry.activate(rollout.candidate());
    record(decision(rollout, before, Step.PROMOTED, 100, ruling));
    return put(rollout.ended(RolloutState.PROMOTED, clock.instant(), ruling.reason()));
  }

  @Override
  public synchronized Rollout end(UUID id, Ruling ruling) {
    Rollout rollout = require(id);
    if (!rollout.isRunning()) {
      return rollout;
    }
    boolean canary = rollout.kind() == RolloutKind.CANARY;
    record(rollout, canary ? Step.ROLLED_BACK : Step.STOPPED, 0, ruling);
    RolloutState state = canary ? RolloutState.ROLLED_BACK : RolloutState.STOPPED;
    return put(rollout.ended(state, clock.instant(), ruling.reason()));
  }

  @Override
  public synchronized Rollout keep(UUID id, Ruling ruling) {
    Rollout rollout = require(id);
    if (rollout.kind() != RolloutKind.CANARY) {
      throw Rollouts.noCanary(rollout);
    }
    if (!rollout.isRunning()) {
      return rollout;
    }
    record(rollout, Step.KEPT, 0, ruling);
    return put(rollout.ended(RolloutState.KEPT, clock.instant(), ruling.reason()));
  }

  @Override
  public synchronized RolloutTerms hold(UUID id, boolean held, Ruling ruling) {
    Rollout rollout = require(id);
    if (rollout.kind() != RolloutKind.CANARY || !rollout.isRunning()) {
      throw Rollouts.noCanary(rollout);
    }
    RolloutTerms before = terms(id);
    if (before.held() != held) {
      terms.put(id, new RolloutTerms(held, before.slow(), before.comparedSince()));
      record(rollout, held ? Step.HELD : Step.RESUMED, rollout.percentage(), ruling);
    }
    return terms(id);
  }

  @Override
  public synchronized void revert(ModelRef to, Ruling ruling) {
    ModelRef active = active(to.name());
    if (active == null) {
      throw Rollouts.noneActive(to.name());
    }
    registry.activate(to);
    record(
        new RolloutDecision(
            ids.get(), null, null, active, active, Step.ROLLED_BACK, 0, ruling, clock.instant()));
  }

  @Override
  public synchronized RolloutTerms terms(UUID id) {
    RolloutTerms found = terms.get(id);
    if (found == null) {
      throw Rollouts.unknown(id);
    }
    return found;
  }

  @Override
  public synchronized RolloutTerms fixSlow(UUID id, Duration slow) {
    RolloutTerms before = terms(id);
    if (before.slow() == null) {
      terms.put(id, new RolloutTerms(before.held(), slow, before.comparedSince()));
    }
    return terms(id);
  }

  @Override
  public synchronized List<RolloutDecision> decisions(String modelName, int limit) {
    List<RolloutDecision> found = new ArrayList<>(decisions);
    Collections.reverse(found);
    return found.stream()
        .filter(decision -> decision.version().name().equals(modelName))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void keep(RolloutLook look) {
    require(look.rolloutId());
    boolean isKept =
        looks.stream()
            .anyMatch(
                kept ->
                    kept.rolloutId().equals(look.rolloutId())
                        && kept.since().equals(look.since())
                        && kept.stage() == look.stage());
    if (!isKept) {
      looks.add(look);
    }
  }

  @Override
  public synchronized List<RolloutLook> looks(UUID id) {
    return looks.stream()
        .filter(look -> look.rolloutId().equals(id))
        .sorted(Comparator.comparing(RolloutLook::at).thenComparing(RolloutLook::stage))
        .toList();
  }

  @Override
  public synchronized List<Notice> take(int limit, Duration lease) {
    Instant now = clock.instant();
    List<Notice> taken =
        notices.values().stream()
            .filter(waiting -> !waiting.due.isAfter(now))
            .map(Waiting::notice)
            .filter(notice -> notice.decision().at().isAfter(now.minus(GIVEN_UP_AFTER)))
            .limit(limit)
            .toList();
    for (Notice notice : taken) {
      notices.put(
          notice.decision().id(),
          new Waiting(new Notice(notice.decision(), notice.attempts() + 1), now.plus(lease)));
    }
    return taken;
  }

  @Override
  public synchronized void delivered(UUID decisionId) {
    notices.remove(decisionId);
  }

  @Override
  public synchronized void failed(UUID decisionId, Duration pause, String why) {
    notices.computeIfPresent(
        decisionId, (id, waiting) -> new Waiting(waiting.notice, clock.instant().plus(pause)));
  }

  @Override
  public synchronized long waiting() {
    return notices.size();
  }

  private @Nullable ModelRef active(String modelName) {
    return registry.active(modelName).map(ModelVersion::ref).orElse(null);
  }

  private void record(Rollout rollout, Step step, int percentage, Ruling ruling) {
    ModelRef active = active(rollout.candidate().name());
    record(decision(rollout, active, step, percentage, ruling));
  }

  private RolloutDecision decision(
      Rollout rollout, @Nullable ModelRef active, Step step, int percentage, Ruling ruling) {
    return new RolloutDecision(
        ids.get(),
        rollout.id(),
        rollout.kind(),
        rollout.candidate(),
        active,
        step,
        percentage,
        ruling,
        clock.instant());
  }

  private void record(RolloutDecision decision) {
    decisions.add(decision);
    if (decision.concernsCallers()) {
      notices.put(decision.id(), new Waiting(new Notice(decision, 0), decision.at()));
    }
  }

  private Rollout require(UUID id) {
    return find(id).orElseThrow(() -> Rollouts.unknown(id));
  }

  private Rollout put(Rollout rollout) {
    rollouts.put(rollout.id(), rollout);
    return rollout;
  }
}
