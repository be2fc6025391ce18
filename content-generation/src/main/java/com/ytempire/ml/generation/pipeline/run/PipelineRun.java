package com.ytempire.ml.generation.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of a pipeline.
 *
 * @param id of the run, and of the video that it makes
 * @param pipeline which pipeline
 * @param input what was asked for; not to be changed
 * @param channel for which channel
 * @param createdBy who asked for it
 * @param state where it stands
 * @param stages in the pipeline's order
 * @param isCancelRequested whether it was called off
 * @param resumed how often it was begun again after it had failed
 * @param createdAt when it was asked for
 * @param startedAt when it was taken on first
 * @param endedAt when it ended
 * @param error why it failed; empty where it has not
 */
public record PipelineRun(
    UUID id,
    String pipeline,
    JsonNode input,
    Optional<String> channel,
    String createdBy,
    RunState state,
    List<StageRun> stages,
    boolean isCancelRequested,
    int resumed,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String error) {
  public PipelineRun {
    stages = List.copyOf(stages);
  }

  /** A run that waits, with stages of these names. */
  public static PipelineRun queued(
      UUID id,
      String pipeline,
      JsonNode input,
      Optional<String> channel,
      String createdBy,
      List<String> stages,
      Instant at) {
    return new PipelineRun(
        id,
        pipeline,
        input,
        channel,
        createdBy,
        RunState.QUEUED,
        stages.stream().map(StageRun::waiting).toList(),
        false,
        0,
        at,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private PipelineRun as(
      RunState becomes,
      List<StageRun> with,
      boolean calledOff,
      int times,
      Optional<Instant> began,
      Optional<Instant> ended,
      String why) {
    return new PipelineRun(
        id, pipeline, input, channel, createdBy, becomes, with, calledOff, times, createdAt, began,
        ended, why);
  }

  /** The same, taken on. */
  public PipelineRun taken(Instant at) {
    Optional<Instant> began = startedAt.isPresent() ? startedAt : Optional.of(at);
    return as(RunState.RUNNING, stages, isCancelRequested, resumed, began, Optional.empty(), "");
  }

  /** The same, ended, or handed back by {@link RunState#QUEUED}. */
  public PipelineRun ended(RunState how, String why, Instant at) {
    Optional<Instant> end = how.isFinal() ? Optional.of(at) : Optional.empty();
    return as(how, stages, isCancelRequested, resumed, startedAt, end, why);
  }

  /** The same, asked to stop. */
  public PipelineRun calledOff() {
    return as(state, stages, true, resumed, startedAt, endedAt, error);
  }

  /** The same, queued anew: stages that are done stay so, the others begin from the start. */
  public PipelineRun again() {
    return as(
        RunState.QUEUED,
        stages.stream().map(StageRun::again).toList(),
        false,
        resumed + 1,
        startedAt,
        Optional.empty(),
        "");
  }

  /** The same with other stages. */
  PipelineRun withStages(List<StageRun> others) {
    return as(state, others, isCancelRequested, resumed, startedAt, endedAt, error);
  }

  /** The same with a stage as it stands now. */
  public PipelineRun with(StageRun stage) {
    return as(
        state,
        stages.stream().map(one -> one.name().equals(stage.name()) ? stage : one).toList(),
        isCancelRequested,
        resumed,
        startedAt,
        endedAt,
        error);
  }

  /** What it cost so far, in US dollars. */
  public BigDecimal cost() {
    return stages.stream().map(StageRun::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The stage of a name. */
  public Optional<StageRun> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }
}
