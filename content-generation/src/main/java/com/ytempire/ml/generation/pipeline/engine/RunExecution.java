package com.ytempire.ml.generation.pipeline.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.generation.call.Timekeeper;
import com.ytempire.ml.generation.pipeline.definition.PipelineDefinition;
import com.ytempire.ml.generation.pipeline.definition.StageDefinition;
import com.ytempire.ml.generation.pipeline.run.PipelineRun;
import com.ytempire.ml.generation.pipeline.run.RunHold;
import com.ytempire.ml.generation.pipeline.run.RunState;
import com.ytempire.ml.generation.pipeline.run.Runs;
import com.ytempire.ml.generation.pipeline.run.StageRun;
import com.ytempire.ml.generation.pipeline.run.StageState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the stages of one run that are not done, group after group, and lets the store hear of it
 * meanwhile. Confined to one thread; stages run on others.
 */
final class RunExecution {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  private final PipelineDefinition pipeline;
  private final Map<String, Stage> stages;
  private final Runs runs;
  private final Tools tools;
  private final PipelineRun run;
  private final Map<String, StageRun> done = new LinkedHashMap<>();

  /**
   * What all executions share.
   *
   * @param threads for stages; as many as may run at a time, and more
   * @param heartbeat how often the store hears of a run
   */
  record Tools(
      String worker, ExecutorService threads, Timekeeper time, Clock clock, Duration heartbeat) {}

  RunExecution(
      PipelineDefinition pipeline,
      Map<String, Stage> stages,
      Runs runs,
      PipelineRun run,
      Tools tools) {
    this.pipeline = pipeline;
    this.stages = stages;
    this.runs = runs;
    this.run = run;
    this.tools = tools;
    run.stages().stream()
        .filter(stage -> stage.state().isDone())
        .forEach(stage -> done.put(stage.name(), stage));
  }

  /**
   * Runs it until it has ended, or is somebody else's.
   *
   * @return how it ended; nothing where it is somebody else's now
   */
  Optional<RunState> execute() throws InterruptedException {
    try {
      for (List<StageDefinition> group : pipeline.groups()) {
        Optional<RunState> ended = execute(group);
        if (ended.isPresent()) {
          return ended;
        }
      }
      return leave(RunState.COMPLETED, "");
    } catch (LostRunException e) {
      LOG.atWarn().addKeyValue("run", run.id()).log("another worker has the run now");
      return Optional.empty();
    }
  }

  /** Runs stages together; tells how the run ended, where it has. */
  private Optional<RunState> execute(List<StageDefinition> group)
      throws InterruptedException, LostRunException {
    Map<String, JsonNode> outputs = outputs();
    List<Future<StageRun>> running = new ArrayList<>();
    for (StageDefinition definition : group) {
      if (!done.containsKey(definition.name())) {
        var execution = execution(definition, outputs);
        running.add(tools.threads().submit(execution::execute));
      }
    }
    List<StageRun> ended = new ArrayList<>();
    try {
      for (Future<StageRun> stage : running) {
        Optional<StageRun> one = await(stage);
        if (one.isEmpty()) {
          return leave(RunState.CANCELLED, "called off");
        }
        ended.add(one.get());
      }
    } finally {
      running.forEach(stage -> stage.cancel(true));
    }
    for (StageRun stage : ended) {
      done.put(stage.name(), stage);
    }
    List<StageRun> failed =
        ended.stream().filter(stage -> stage.state() == StageState.FAILED).toList();
    return failed.isEmpty()
        ? Optional.empty()
        : leave(RunState.FAILED, "%s: %s".formatted(failed.get(0).name(), failed.get(0).error()));
  }

  private StageExecution execution(StageDefinition definition, Map<String, JsonNode> outputs) {
    Stage stage = stages.get(definition.name());
    if (stage == null) {
      throw new IllegalStateException("nobody does the stage " + definition.name());
    }
    return new StageExecution(
        stage,
        definition,
        pipeline,
        run,
        outputs,
        new StageExecution.Tools(
            new TimedCall(tools.threads()),
            tools.time(),
            tools.clock(),
            (now, events) -> {
              if (!runs.save(run.id(), tools.worker(), now, events)) {
                throw new LostRunException();
              }
            }));
  }

  /** What the stages that ended well gave. */
  private Map<String, JsonNode> outputs() {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    done.forEach(
        (name, stage) -> {
          if (stage.state() == StageState.COMPLETED) {
            outputs.put(name, stage.output());
          }
        });
    return outputs;
  }

  /** Waits for a stage; nothing where the run was called off. */
  private Optional<StageRun> await(Future<StageRun> stage)
      throws InterruptedException, LostRunException {
    while (true) {
      try {
        return Optional.of(stage.get(tools.heartbeat().toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        RunHold hold = runs.heartbeat(run.id(), tools.worker());
        if (hold == RunHold.LOST) {
          throw new LostRunException();
        }
        if (hold == RunHold.CANCELLED) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof LostRunException lost) {
          throw lost;
        }
        throw new IllegalStateException(
            "run %s broke off: %s".formatted(run.id(), e.getCause()), e.getCause());
      }
    }
  }

  private Optional<RunState> leave(RunState state, String error) throws LostRunException {
    if (!runs.leave(run.id(), tools.worker(), state, error, tools.clock().instant())) {
      throw new LostRunException();
    }
    LOG.atInfo()
        .addKeyValue("run", run.id())
        .addKeyValue("pipeline", pipeline.name())
        .addKeyValue("state", state.word())
        .log("run ended");
    return Optional.of(state);
  }
}
