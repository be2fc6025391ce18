package com.ytempire.ml.generation.pipeline.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs that last as long as their process. */
public final class InMemoryRuns implements Runs {
  private static final Comparator<PipelineRun> OLDEST_FIRST =
      Comparator.comparing(PipelineRun::createdAt).thenComparing(PipelineRun::id);

  private final Map<UUID, PipelineRun> runs = new LinkedHashMap<>();
  private final Map<UUID, List<RunEvent>> events = new HashMap<>();
  private final Map<UUID, Hold> holds = new HashMap<>();
  private final Map<String, UUID> keys = new HashMap<>();
  private final Clock clock;

  private record Hold(String worker, Instant heard) {}

  public InMemoryRuns(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized PipelineRun submit(PipelineRun run, Optional<String> idempotencyKey) {
    String key = idempotencyKey.map(text -> run.createdBy() + "|" + text).orElse(null);
    UUID known = key == null ? null : keys.get(key);
    PipelineRun earlier = known == null ? null : runs.get(known);
    if (earlier != null) {
      return earlier;
    }
    if (key != null) {
      keys.put(key, run.id());
    }
    runs.put(run.id(), run);
    return run;
  }

  @Override
  public synchronized Optional<PipelineRun> find(UUID id) {
    return Optional.ofNullable(runs.get(id));
  }

  @Override
  public synchronized List<RunEvent> events(UUID id) {
    return List.copyOf(events.getOrDefault(id, List.of()));
  }

  @Override
  public synchronized List<PipelineRun> list(
      Optional<String> pipeline, Optional<RunState> state, Optional<UUID> behind, int most) {
    PipelineRun last = behind.map(runs::get).orElse(null);
    if (behind.isPresent() && last == null) {
      return List.of();
    }
    return runs.values().stream()
        .filter(run -> pipeline.isEmpty() || run.pipeline().equals(pipeline.get()))
        .filter(run -> state.isEmpty() || run.state() == state.get())
        .filter(run -> last == null || OLDEST_FIRST.compare(run, last) < 0)
        .sorted(OLDEST_FIRST.reversed())
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Optional<PipelineRun> claim(String worker, Duration lease) {
    Instant now = clock.instant();
    Optional<PipelineRun> next =
        runs.values().stream()
            .filter(run -> run.state() == RunState.RUNNING && isSilent(run.id(), now, lease))
            .min(OLDEST_FIRST)
            .or(
                () ->
                    runs.values().stream()
                        .filter(run -> run.state() == RunState.QUEUED)
                        .min(OLDEST_FIRST));
    if (next.isPresent() && next.get().isCancelRequested()) {
      runs.put(next.get().id(), next.get().ended(RunState.CANCELLED, "called off", now));
      return claim(worker, lease);
    }
    next.ifPresent(
        run -> {
          runs.put(run.id(), run.taken(now));
          holds.put(run.id(), new Hold(worker, now));
        });
    return next.map(run -> runs.get(run.id()));
  }

  private boolean isSilent(UUID id, Instant now, Duration lease) {
    Hold hold = holds.get(id);
    return hold == null || !hold.heard.plus(lease).isAfter(now);
  }

  /** The run, if the worker has it. */
  private @Nullable PipelineRun held(UUID id, String worker) {
    PipelineRun run = runs.get(id);
    Hold hold = holds.get(id);
    boolean isHeld = hold != null && hold.worker.equals(worker);
    return run != null && run.state() == RunState.RUNNING && isHeld ? run : null;
  }

  @Override
  public synchronized RunHold heartbeat(UUID id, String worker) {
    PipelineRun run = held(id, worker);
    if (run == null) {
      return RunHold.LOST;
    }
    holds.put(id, new Hold(worker, clock.instant()));
    return run.isCancelRequested() ? RunHold.CANCELLED : RunHold.GOES_ON;
  }

  @Override
  public synchronized boolean save(
      UUID id, String worker, StageRun stage, List<RunEvent> happened) {
    PipelineRun run = held(id, worker);
    if (run == null) {
      return false;
    }
    holds.put(id, new Hold(worker, clock.instant()));
    runs.put(id, run.with(stage));
    events.computeIfAbsent(id, unused -> new ArrayList<>()).addAll(happened);
    return true;
  }

  @Override
  public synchronized boolean leave(
      UUID id, String worker, RunState state, String error, Instant at) {
    PipelineRun run = held(id, worker);
    if (run == null) {
      return false;
    }
    holds.remove(id);
    RunState now = state == RunState.QUEUED && run.isCancelRequested() ? RunState.CANCELLED : state;
    runs.put(id, run.ended(now, error, at));
    tell(id, at, now.word());
    return true;
  }

  private void tell(UUID id, Instant at, String what) {
    events.computeIfAbsent(id, unused -> new ArrayList<>()).add(new RunEvent(at, "", what));
  }

  @Override
  public synchronized Optional<PipelineRun> cancel(UUID id, Instant at) {
    return change(
        id,
        run -> {
          if (run.state() == RunState.QUEUED) {
            tell(id, at, "cancelled");
            return run.ended(RunState.CANCELLED, "called off", at);
          }
          if (run.state() == RunState.RUNNING && !run.isCancelRequested()) {
            tell(id, at, "it is asked to stop");
            return run.calledOff();
          }
          return null;
        });
  }

  @Override
  public synchronized Optional<PipelineRun> resume(UUID id, Instant at) {
    return change(
        id,
        run -> {
          if (run.state() != RunState.FAILED && run.state() != RunState.CANCELLED) {
            return null;
          }
          tell(id, at, "resumed");
          return run.again();
        });
  }

  /** What becomes of a run, or null where it stays. */
  private interface Change {
    @Nullable PipelineRun of(PipelineRun run);
  }

  private Optional<PipelineRun> change(UUID id, Change change) {
    PipelineRun run = runs.get(id);
    if (run != null) {
      PipelineRun changed = change.of(run);
      if (changed != null) {
        runs.put(id, changed);
      }
    }
    return Optional.ofNullable(runs.get(id));
  }
}
