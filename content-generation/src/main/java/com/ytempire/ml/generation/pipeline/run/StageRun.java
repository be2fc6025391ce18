package com.ytempire.ml.generation.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.ytempire.ml.generation.cost.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a stage of a run has come.
 *
 * @param name of the stage
 * @param state where it stands
 * @param attempts how often it was begun, its fallback not counted
 * @param fallback the fallback that was taken
 * @param output what it gave, for the stages behind it and for people; an empty object where it has
 *     none; not to be changed
 * @param score its score, 0 to 1, where it has one
 * @param cost what it cost, in US dollars, rounded up to a millionth
 * @param startedAt when it was begun first
 * @param endedAt when it ended
 * @param error why it failed last; empty where it has not
 */
public record StageRun(
    String name,
    StageState state,
    int attempts,
    Optional<String> fallback,
    JsonNode output,
    OptionalDouble score,
    BigDecimal cost,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String error) {
  public StageRun {
    cost = cost.setScale(Price.DECIMALS, RoundingMode.UP);
  }

  /** A stage that has not begun. */
  public static StageRun waiting(String name) {
    return new StageRun(
        name,
        StageState.WAITING,
        0,
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        OptionalDouble.empty(),
        BigDecimal.ZERO,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** The same, begun once more. */
  public StageRun begun(Instant at) {
    return new StageRun(
        name,
        StageState.RUNNING,
        attempts + 1,
        fallback,
        output,
        score,
        cost,
        startedAt.isPresent() ? startedAt : Optional.of(at),
        Optional.empty(),
        error);
  }

  /** The same, as it may begin anew. */
  public StageRun again() {
    return state.isDone() ? this : waiting(name);
  }

  /**
   * The same, ended well.
   *
   * @param by the fallback that was taken
   */
  public StageRun completed(
      Optional<String> by, JsonNode gave, OptionalDouble scored, BigDecimal costs, Instant at) {
    return new StageRun(
        name,
        StageState.COMPLETED,
        attempts,
        by,
        gave,
        scored,
        costs,
        startedAt,
        Optional.of(at),
        "");
  }

  /**
   * The same, failed.
   *
   * @param how {@link StageState#FAILED} or {@link StageState#SKIPPED}
   */
  public StageRun failed(StageState how, String why, Instant at) {
    return new StageRun(
        name, how, attempts, fallback, output, score, cost, startedAt, Optional.of(at), why);
  }
}
