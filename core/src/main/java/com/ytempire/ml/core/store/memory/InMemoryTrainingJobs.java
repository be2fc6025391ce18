package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Keeps jobs in a map. Safe to share between threads. */
public final class InMemoryTrainingJobs implements TrainingJobs {
  private record Key(String createdBy, String idempotencyKey) {}

  private final Map<UUID, TrainingJob> jobs = new HashMap<>();
  private final Map<Key, UUID> keys = new HashMap<>();

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
  public synchronized void update(TrainingJob job) {
    TrainingJob known = find(job.id()).orElseThrow(() -> TrainingJobs.unknown(job.id()));
    jobs.put(
        job.id(),
        new TrainingJob(
            job.id(),
            known.plan(),
            job.status(),
            job.progress(),
            job.metrics(),
            job.bestMetric(),
            job.artifacts(),
            job.error(),
            known.createdBy(),
            known.createdAt(),
            job.startedAt(),
            job.completedAt()));
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
