package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model: which of its versions take traffic now, and which shall. A version takes traffic only
 * when it is loaded, has answered its known example, and answers in the form of the version before.
 * {@link #serving} may be read by any thread; everything else is confined to the router's own.
 */
final class ServedModel {
  private static final Logger LOG = LoggerFactory.getLogger(ServedModel.class);

  private final String name;
  private final HeldVersions held;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile @Nullable Wanted serving;
  private @Nullable Wanted wanted;
  private @Nullable ModelRef refused;
  private long failedNanos;

  ServedModel(String name, HeldVersions held) {
    this.name = name;
    this.held = held;
  }

  String name() {
    return name;
  }

  /** Who takes traffic, or null while nobody can. */
  @Nullable Wanted serving() {
    return serving;
  }

  /** The version that is to take the traffic; confined like the rest. */
  Optional<ModelRef> wanted() {
    return Optional.ofNullable(wanted).map(Wanted::active);
  }

  /** Completes when somebody takes traffic; fails when nobody can. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Whether nobody can take traffic, and that has been so for a while. */
  boolean isWorthAnotherTry(Duration after) {
    return ready.isCompletedExceptionally() && System.nanoTime() - failedNanos >= after.toNanos();
  }

  /** Takes note of what is wanted, and does of it what can be done now. */
  void want(Wanted next) {
    wanted = next;
    settle();
  }

  /** Does what can be done now. */
  void settle() {
    Wanted goal = wanted;
    if (goal == null) {
      return;
    }
    held.want(goal.versions());
    ModelRef active = active(goal.active());
    if (active == null) {
      Throwable failure = held.failure(goal.active());
      if (failure != null && ready.completeExceptionally(failure)) {
        failedNanos = System.nanoTime();
      }
      return;
    }
    Wanted now = new Wanted(active, ifFit(active, goal.canary()), ifFit(active, goal.shadow()));
    if (!now.equals(serving)) {
      serving = now;
      LOG.atInfo()
          .addKeyValue("active", now.active().modelId())
          .addKeyValue("canary", now.canary() == null ? "none" : now.canary().candidate())
          .addKeyValue("shadow", now.shadow() == null ? "none" : now.shadow().candidate())
          .log("versions that take traffic");
    }
    Set<ModelRef> kept = new LinkedHashSet<>(goal.versions());
    kept.addAll(now.versions());
    held.keepOnly(kept);
    ready.complete(null);
  }

  /** The version that is to take the traffic: the new one if it can, else the one before. */
  private @Nullable ModelRef active(ModelRef goal) {
    Wanted before = serving;
    ModelLease loaded = held.get(goal);
    if (loaded == null) {
      return before == null ? null : before.active();
    }
    if (before == null || before.active().equals(goal)) {
      return goal;
    }
    ModelLease old = held.get(before.active());
    Optional<String> objection =
        old == null
            ? Optional.empty()
            : VersionFit.objection(old.engine().manifest(), loaded.engine().manifest());
    if (objection.isEmpty()) {
      return goal;
    }
    refuse(goal, objection.get());
    return before.active();
  }

  private @Nullable Rollout ifFit(ModelRef active, @Nullable Rollout rollout) {
    if (rollout == null || rollout.candidate().equals(active)) {
      return null;
    }
    ModelLease candidate = held.get(rollout.candidate());
    ModelLease old = held.get(active);
    if (candidate == null || old == null) {
      return null;
    }
    Optional<String> objection =
        VersionFit.objection(old.engine().manifest(), candidate.engine().manifest());
    if (objection.isEmpty()) {
      return rollout;
    }
    refuse(rollout.candidate(), objection.get());
    return null;
  }

  private void refuse(ModelRef ref, String objection) {
    if (!ref.equals(refused)) {
      refused = ref;
      LOG.atError()
          .addKeyValue("modelId", ref.modelId())
          .addKeyValue("reason", objection)
          .log("version does not fit and takes no traffic; the one before goes on");
    }
  }

  /** The model has no active version any more. */
  void forget() {
    wanted = null;
    serving = null;
    held.keepOnly(Set.of());
    ready.completeExceptionally(new NoActiveModelException(name));
  }

  void close() {
    held.close();
  }
}
