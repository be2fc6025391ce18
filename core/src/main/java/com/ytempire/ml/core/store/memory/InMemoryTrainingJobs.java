package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingAttempt;
import com.ytempire.ml.core.training.TrainingClaim;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingHold;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps jobs in a map. Safe to share between threads. */
public final class InMemoryTrainingJobs implements TrainingJobs {
  private static final Comparator<TrainingJob> OLDEST_FIRST =
      Comparator.comparing(TrainingJob::createdAt).thenComparing(job -> job.id().toString());

  private record Key(String createdBy, String idempotencyKey) {}

  private final Clock clock;
  private final Map<UUID, TrainingJob> jobs = new HashMap<>();
  private final Map<Key, UUID> keys = new HashMap<>();

  public InMemoryTrainingJobs(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized TrainingJob submit(TrainingJob job, Optional<String> idempotencyKey) {
    if (idempotencyKey.isPresent()) {
      var key = new Key(job.createdBy(), idempotencyKey.get());
      UUID earlier = keys.putIfAbsent(key, job.id());
      if (earlier != null) {
        return find(earlier).orElseThrow();
      }
    }
    if (jobs.putIfAbsent(job.id(), job) != null) {
      throw new StoreRefusedException("training job %s is there already".formatted(job.id()));
    }
    return job;
  }

  @Override
  public synchronized Optional<TrainingJob> find(UUID id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public synchronized List<TrainingJob> list(TrainingFilter filter) {
    Stream<TrainingJob> found = jobs.values().stream();
    if (filter.after().isPresent()) {
      TrainingJob last = jobs.get(filter.after().get());
      if (last == null) {
        return List.of();
      }
      found = found.filter(job -> OLDEST_FIRST.compare(job, last) < 0);
    }
    return found
        .filter(job -> filter.status().map(job.status()::equals).orElse(true))
        .filter(job -> filter.modelType().map(job.plan().modelType()::equals).orElse(true))
        .sorted(OLDEST_FIRST.reversed())
        .limit(filter.limit())
        .toList();
  }

  @Override
  public synchronized Optional<TrainingJob> claim(String worker, TrainingLease lease) {
    Instant now = clock.instant();
    silent(lease, now).forEach(job -> endIfExhausted(job, lease, now));
    Optional<TrainingJob> next = silent(lease, now).findFirst().or(this::oldestWaiting);
    next.ifPresent(job -> jobs.put(job.id(), taken(job, worker, now)));
    return next.map(job -> Objects.requireNonNull(jobs.get(job.id())));
  }

  /** A copy, so that the jobs may be changed meanwhile. */
  private Stream<TrainingJob> silent(TrainingLease lease, Instant now) {
    return List.copyOf(jobs.values()).stream()
        .filter(job -> job.status() == TrainingStatus.RUNNING)
        .filter(
            job ->
                job.attempt().heardAt() == null
                    || job.attempt().heardAt().isBefore(now.minus(lease.silence())))
        .sorted(OLDEST_FIRST);
  }

  private Optional<TrainingJob> oldestWaiting() {
    Set<String> occupied = new HashSet<>();
    jobs.values().stream()
        .filter(job -> job.status() == TrainingStatus.RUNNING)
        .forEach(job -> occupied.add(job.plan().modelType()));
    return jobs.values().stream()
        .filter(job -> job.status() == TrainingStatus.PENDING)
        .filter(job -> !occupied.contains(job.plan().modelType()))
        .min(OLDEST_FIRST);
  }

  private void endIfExhausted(TrainingJob job, TrainingLease lease, Instant now) {
    TrainingAttempt attempt = job.attempt();
    TrainingJob lost =
        job.with(
            job.status(),
            new TrainingAttempt(
                attempt.number(),
                attempt.lost() + 1,
                attempt.worker(),
                attempt.heardAt(),
                attempt.isCancelAsked()),
            job.startedAt());
    if (attempt.isCancelAsked()) {
      jobs.put(job.id(), lost.cancelled(now));
    } else if (lost.attempt().lost() >= lease.attempts()) {
      jobs.put(job.id(), lost.failed(lease.exhausted(String.valueOf(attempt.worker())), now));
    }
  }

  private static TrainingJob taken(TrainingJob job, String worker, Instant now) {
    int lost = job.attempt().lost() + (job.status() == TrainingStatus.RUNNING ? 1 : 0);
    return job.with(
        TrainingStatus.RUNNING,
        new TrainingAttempt(job.attempt().number() + 1, lost, worker, now, false),
        job.startedAt() == null ? now : job.startedAt());
  }

  @Override
  public synchronized boolean isWaiting(TrainingLease lease) {
    return silent(lease, clock.instant()).findAny().isPresent() || oldestWaiting().isPresent();
  }

  @Override
  public synchronized TrainingHold heartbeat(TrainingClaim claim) {
    TrainingJob job = held(claim);
    if (job == null) {
      return TrainingHold.LOST;
    }
    jobs.put(job.id(), job.with(job.status(), heard(job.attempt()), job.startedAt()));
    return job.attempt().isCancelAsked() ? TrainingHold.CANCEL_ASKED : TrainingHold.HELD;
  }

  private TrainingAttempt heard(TrainingAttempt attempt) {
    return new TrainingAttempt(
        attempt.number(),
        attempt.lost(),
        attempt.worker(),
        clock.instant(),
        attempt.isCancelAsked());
  }

  private @Nullable TrainingJob held(TrainingClaim claim) {
    TrainingJob job = jobs.get(claim.id());
    return job != null
            && job.status() == TrainingStatus.RUNNING
            && claim.worker().equals(job.attempt().worker())
            && claim.attempt() == job.attempt().number()
        ? job
        : null;
  }

  @Override
  public synchronized boolean update(TrainingClaim claim, TrainingJob job) {
    TrainingJob known = held(claim);
    if (known == null) {
      return false;
    }
    jobs.put(
        known.id(),
        new TrainingJob(
            known.id(),
            known.plan(),
            job.status(),
            job.progress(),
            job.metrics(),
            job.bestMetric(),
            job.artifacts(),
            job.error(),
            known.createdBy(),
            known.createdAt(),
            known.startedAt(),
            job.completedAt(),
            heard(known.attempt())));
    return true;
  }

  @Override
  public synchronized boolean release(TrainingClaim claim) {
    TrainingJob job = held(claim);
    if (job == null) {
      return false;
    }
    TrainingAttempt attempt = job.attempt();
    jobs.put(
        job.id(),
        attempt.isCancelAsked()
            ? job.cancelled(clock.instant())
            : job.with(
                TrainingStatus.PENDING,
                new TrainingAttempt(
                    attempt.number(), attempt.lost(), attempt.worker(), null, false),
                job.startedAt()));
    return true;
  }

  @Override
  public synchronized Optional<TrainingJob> cancel(UUID id) {
    TrainingJob job = jobs.get(id);
    if (job == null) {
      return Optional.empty();
    }
    if (job.status() == TrainingStatus.PENDING) {
      jobs.put(id, job.cancelled(clock.instant()));
    } else if (job.status() == TrainingStatus.RUNNING) {
      TrainingAttempt attempt = job.attempt();
      jobs.put(
          id,
          job.with(
              job.status(),
              new TrainingAttempt(
                  attempt.number(), attempt.lost(), attempt.worker(), attempt.heardAt(), true),
              job.startedAt()));
    }
    return find(id);
  }

  @Override
  public synchronized Optional<Duration> typicalDuration(String modelType) {
    List<Duration> durations =
        jobs.values().stream()
            .filter(job -> job.status() == TrainingStatus.COMPLETED)
            .filter(job -> job.plan().modelType().equals(modelType))
            .map(TrainingJob::duration)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return durations.isEmpty()
        ? Optional.empty()
        : Optional.of(durations.get((durations.size() - 1) / 2));
  }
}
