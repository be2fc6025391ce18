package com.ytempire.ml.generation.pipeline.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.generation.call.Timekeeper;
import com.ytempire.ml.generation.cost.Payer;
import com.ytempire.ml.generation.pipeline.definition.PipelineDefinition;
import com.ytempire.ml.generation.pipeline.definition.StageDefinition;
import com.ytempire.ml.generation.pipeline.run.PipelineRun;
import com.ytempire.ml.generation.pipeline.run.RunEvent;
import com.ytempire.ml.generation.pipeline.run.StageRun;
import com.ytempire.ml.generation.pipeline.run.StageState;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One stage of one run, until it is done or has failed for good. Confined to one thread. */
final class StageExecution {
  private final Stage stage;
  private final StageDefinition definition;
  private final PipelineDefinition pipeline;
  private final PipelineRun run;
  private final Map<String, JsonNode> outputs;
  private final Tools tools;
  private StageRun now;

  /**
   * What all executions share.
   *
   * @param keep keeps how far a stage has come, and tells whether the run is still one's own
   */
  record Tools(TimedCall calls, Timekeeper time, Clock clock, Keep keep) {}

  /** Keeps how far a stage has come. */
  @FunctionalInterface
  interface Keep {
    /**
     * @throws LostRunException when somebody else has the run now
     */
    void keep(StageRun stage, List<RunEvent> events) throws LostRunException;
  }

  StageExecution(
      Stage stage,
      StageDefinition definition,
      PipelineDefinition pipeline,
      PipelineRun run,
      Map<String, JsonNode> outputs,
      Tools tools) {
    this.stage = stage;
    this.definition = definition;
    this.pipeline = pipeline;
    this.run = run;
    this.outputs = outputs;
    this.tools = tools;
    this.now = run.stage(definition.name()).orElseGet(() -> StageRun.waiting(definition.name()));
  }

  /** Runs it, and tells how it ended. */
  StageRun execute() throws InterruptedException, LostRunException {
    String problem = attempts();
    if (now.state().isDone()) {
      return now;
    }
    String fallback = definition.fallback().orElse("");
    if (!fallback.isEmpty() && !fallback.equals(StageDefinition.SKIP)) {
      problem = fallBack(fallback, problem);
      if (now.state().isDone()) {
        return now;
      }
    }
    boolean goesOn = fallback.equals(StageDefinition.SKIP) || !definition.isRequired();
    StageState state = goesOn ? StageState.SKIPPED : StageState.FAILED;
    now = now.failed(state, problem, tools.clock().instant());
    keep(goesOn ? "left out: " + problem : "failed: " + problem);
    return now;
  }

  /** Tries until it is done or no attempt is left; tells what kept it from being done. */
  private String attempts() throws InterruptedException, LostRunException {
    String problem = now.error().isEmpty() ? "its process died in every attempt" : now.error();
    while (now.attempts() <= definition.retries()) {
      now = now.begun(tools.clock().instant());
      keep("attempt %d of %d begins".formatted(now.attempts(), definition.retries() + 1));
      try {
        take(
            tools.calls().call(() -> stage.run(context()), definition.timeout()), Optional.empty());
        return "";
      } catch (StageException e) {
        problem = String.valueOf(e.getMessage());
        boolean isLast = !e.isWorthRepeating() || now.attempts() > definition.retries();
        keep("attempt %d failed: %s".formatted(now.attempts(), problem));
        if (isLast) {
          return problem;
        }
        tools.time().pause(pipeline.pause(now.attempts()));
      }
    }
    return problem;
  }

  private String fallBack(String fallback, String problem)
      throws InterruptedException, LostRunException {
    keep("falls back on %s: %s".formatted(fallback, problem));
    try {
      take(
          tools.calls().call(() -> stage.fallBack(fallback, context()), definition.timeout()),
          Optional.of(fallback));
      return "";
    } catch (StageException e) {
      return "%s; and %s: %s".formatted(problem, fallback, e.getMessage());
    }
  }

  private void take(StageResult result, Optional<String> fallback)
      throws StageException, LostRunException {
    OptionalDouble least = definition.minScore();
    OptionalDouble score = result.score();
    StageRun ended =
        now.completed(fallback, result.output(), score, result.cost(), tools.clock().instant());
    if (least.isPresent() && score.isPresent() && score.getAsDouble() < least.getAsDouble()) {
      String problem =
          String.format(
              Locale.ROOT,
              "its score, %.3f, is below %.3f",
              score.getAsDouble(),
              least.getAsDouble());
      // What it found and cost is kept, whatever becomes of the run.
      now = ended.failed(StageState.FAILED, problem, tools.clock().instant());
      throw StageException.permanent(problem, null);
    }
    now = ended;
    keep(fallback.isPresent() ? "done by " + fallback.get() : "done");
  }

  private StageContext context() {
    return new StageContext(
        run.id(),
        run.id() + "/" + definition.name(),
        run.input(),
        outputs,
        new Payer(run.createdBy(), run.id().toString(), run.channel().orElse(null)),
        definition.timeout());
  }

  private void keep(String event) throws LostRunException {
    tools.keep().keep(now, List.of(new RunEvent(tools.clock().instant(), now.name(), event)));
  }
}
