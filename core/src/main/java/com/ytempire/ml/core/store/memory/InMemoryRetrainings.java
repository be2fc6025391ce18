package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps triggers in a map, and queues trainings in a store beside it. Safe to share. */
public final class InMemoryRetrainings implements Retrainings {
  private static final Comparator<Retraining> NEWEST_FIRST =
      Comparator.comparing((Retraining retraining) -> retraining.trigger().at())
          .reversed()
          .thenComparing(retraining -> retraining.trigger().id().toString());

  private final Map<UUID, Retraining> retrainings = new HashMap<>();
  private final TrainingJobs jobs;
  private final Clock clock;

  public InMemoryRetrainings(TrainingJobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public synchronized Retraining raise(
      RetrainingTrigger trigger, TrainingJob job, Duration cooldown) {
    Retraining known = retrainings.get(trigger.id());
    if (known != null) {
      return known;
    }
    Retraining made = decided(trigger, job, cooldown);
    if (made.state() == Retraining.State.STARTED) {
      jobs.submit(job, Optional.of("trigger " + trigger.id()));
    }
    retrainings.put(trigger.id(), made);
    return made;
  }

  private Retraining decided(RetrainingTrigger trigger, TrainingJob job, Duration cooldown) {
    Instant now = clock.instant();
    Optional<TrainingJob> underWay = underWay(job.plan().modelType());
    if (underWay.isPresent()) {
      UUID id = underWay.get().id();
      String note =
          "training job %s of the model is %s".formatted(id, underWay.get().status().word());
      return new Retraining(trigger, Retraining.State.JOINED, note, id, now);
    }
    Optional<Instant> last =
        retrainings.values().stream()
            .filter(one -> one.state() == Retraining.State.STARTED)
            .map(Retraining::trigger)
            .filter(one -> one.model().name().equals(trigger.model().name()))
            .map(RetrainingTrigger::at)
            .max(Comparator.naturalOrder());
    if (last.isPresent() && trigger.at().isBefore(last.get().plus(cooldown))) {
      String note =
          "the last retraining was triggered at %s, less than %s before"
              .formatted(last.get(), cooldown);
      return new Retraining(trigger, Retraining.State.COOLING_DOWN, note, null, now);
    }
    return new Retraining(trigger, Retraining.State.STARTED, "", job.id(), now);
  }

  private Optional<TrainingJob> underWay(String model) {
    return Stream.of(TrainingStatus.PENDING, TrainingStatus.RUNNING)
        .flatMap(
            status ->
                jobs
                    .list(
                        new TrainingFilter(
                            Optional.of(status),
                            Optional.of(model),
                            Optional.empty(),
                            TrainingFilter.MAX_LIMIT))
                    .stream())
        .min(Comparator.comparing(TrainingJob::createdAt));
  }

  @Override
  public synchronized Optional<Retraining> find(UUID triggerId) {
    return Optional.ofNullable(retrainings.get(triggerId));
  }

  @Override
  public synchronized List<Retraining> list(
      Optional<String> modelName, Optional<UUID> after, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit %d; expected 1 to 1000".formatted(limit));
    }
    Optional<Retraining> last = after.flatMap(this::find);
    if (after.isPresent() && last.isEmpty()) {
      return List.of();
    }
    return retrainings.values().stream()
        .filter(one -> modelName.map(one.trigger().model().name()::equals).orElse(true))
        .filter(one -> last.isEmpty() || NEWEST_FIRST.compare(one, last.get()) > 0)
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }
}
