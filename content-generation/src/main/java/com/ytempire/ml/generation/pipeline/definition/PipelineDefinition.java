package com.ytempire.ml.generation.pipeline.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline.
 *
 * @param name as runs are asked for
 * @param stages at least one, in order, no name twice
 * @param backoffMultiplier {@code backoff_multiplier}: each pause before another attempt is so many
 *     times the one before, 1 or more
 * @param hasDeadLetters {@code dead_letter_queue}: whether failed runs are kept for a replay
 * @param hasMetrics {@code metrics_enabled}
 * @param samplingRate share of runs that are traced, 0 to 1; 0 where {@code tracing_enabled} is
 *     false
 */
public record PipelineDefinition(
    String name,
    List<StageDefinition> stages,
    double backoffMultiplier,
    boolean hasDeadLetters,
    boolean hasMetrics,
    double samplingRate) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  public PipelineDefinition {
    stages = List.copyOf(stages);
    if (stages.isEmpty()
        || stages.stream().map(StageDefinition::name).distinct().count() < stages.size()) {
      throw new IllegalArgumentException("pipeline %s: no stages, or one twice".formatted(name));
    }
  }

  /** Stages that run together, group after group: a stage and the parallel ones behind it. */
  public List<List<StageDefinition>> groups() {
    List<List<StageDefinition>> groups = new ArrayList<>();
    for (StageDefinition stage : stages) {
      if (!stage.isParallel() || groups.isEmpty()) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(stage);
    }
    return groups.stream().map(List::copyOf).toList();
  }

  /** The stage of a name. */
  public Optional<StageDefinition> stage(String stage) {
    return stages.stream().filter(one -> one.name().equals(stage)).findFirst();
  }

  /**
   * The pause before a stage is tried again: a second, times the multiplier each time, at most a
   * minute.
   *
   * @param failed how often it has failed, 1 or more
   */
  public Duration pause(int failed) {
    double millis = FIRST_PAUSE.toMillis() * Math.pow(backoffMultiplier, failed - 1);
    return Duration.ofMillis((long) Math.min(LONGEST_PAUSE.toMillis(), millis));
  }

  /** Longest time of a run: every attempt to its timeout, every pause, stage after stage. */
  public Duration longest() {
    Duration sum = Duration.ZERO;
    for (StageDefinition stage : stages) {
      int attempts = stage.retries() + (stage.fallback().isPresent() ? 2 : 1);
      sum = sum.plus(stage.timeout().multipliedBy(attempts));
      for (int failed = 1; failed <= stage.retries(); failed++) {
        sum = sum.plus(pause(failed));
      }
    }
    return sum;
  }
}
