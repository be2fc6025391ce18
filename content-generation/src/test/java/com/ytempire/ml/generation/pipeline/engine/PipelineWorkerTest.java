package com.ytempire.ml.generation.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.ytempire.ml.generation.call.Timekeeper;
import com.ytempire.ml.generation.pipeline.definition.PipelineDefinition;
import com.ytempire.ml.generation.pipeline.definition.PipelinesFile;
import com.ytempire.ml.generation.pipeline.run.InMemoryRuns;
import com.ytempire.ml.generation.pipeline.run.PipelineRun;
import com.ytempire.ml.generation.pipeline.run.RunEvent;
import com.ytempire.ml.generation.pipeline.run.RunState;
import com.ytempire.ml.generation.pipeline.run.Runs;
import com.ytempire.ml.generation.pipeline.run.StageRun;
import com.ytempire.ml.generation.pipeline.run.StageState;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineWorkerTest {
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Runs runs = new InMemoryRuns(Clock.systemUTC());
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final List<PipelineWorker> workers = new ArrayList<>();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  /** Pauses are noted, not waited for. */
  private final Timekeeper time =
      new Timekeeper() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration length) {
          pauses.add(length);
        }
      };

  @AfterEach
  void stop() {
    workers.forEach(PipelineWorker::close);
  }

  /** A stage that does what it is told. */
  private final class Told implements Stage {
    private final String name;
    private final Work work;
    private final List<StageContext> calls = Collections.synchronizedList(new ArrayList<>());

    private Told(String name, Work work) {
      this.name = name;
      this.work = work;
      stages.put(name, this);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> fallbacks() {
      return Set.of("other_way");
    }

    @Override
    public StageResult run(StageContext context) throws StageException, InterruptedException {
      calls.add(context);
      return work.run(calls.size(), context);
    }

    @Override
    public StageResult fallBack(String fallback, StageContext context) {
      return result(fallback);
    }
  }

  private interface Work {
    StageResult run(int call, StageContext context) throws StageException, InterruptedException;
  }

  private Told stage(String name) {
    return new Told(name, (call, context) -> result(name));
  }

  private static StageResult result(String text) {
    return new StageResult(
        JsonNodeFactory.instance.objectNode().put("made", text),
        OptionalDouble.empty(),
        new BigDecimal("0.25"));
  }

  private PipelineWorker work(String yaml) {
    return work(yaml, "worker" + workers.size());
  }

  private PipelineWorker work(String yaml, String name) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    stages.forEach((stage, one) -> known.put(stage, one.fallbacks()));
    Map<String, PipelineDefinition> pipelines =
        PipelinesFile.parse(
            "pipelines:\n  p:\n    stages:\n"
                + yaml.indent(6)
                + "    error_handling: {max_retries: 2}\n",
            "p.yaml",
            known);
    var worker =
        new PipelineWorker(
            pipelines,
            stages,
            runs,
            new PipelineWorker.Options(name, 1, LEASE, Duration.ofMillis(20)),
            time,
            Clock.systemUTC());
    workers.add(worker);
    return worker;
  }

  private UUID submit() {
    UUID id = UUID.randomUUID();
    JsonNode input = JsonNodeFactory.instance.objectNode().put("topic", "robots");
    runs.submit(
        PipelineRun.queued(
            id,
            "p",
            input,
            Optional.of("channel"),
            "caller",
            List.copyOf(stages.keySet()),
            Clock.systemUTC().instant()),
        Optional.empty());
    return id;
  }

  private PipelineRun awaitEnd(UUID id) {
    await().atMost(30, TimeUnit.SECONDS).until(() -> run(id).state().isFinal());
    return run(id);
  }

  private PipelineRun run(UUID id) {
    return runs.find(id).orElseThrow();
  }

  private StageRun stageRun(UUID id, String stage) {
    return run(id).stage(stage).orElseThrow();
  }

  @Test
  void stagesRunInOrderAndSeeWhatTheOnesBeforeGave() {
    stage("a");
    stage("b");
    Told last = stage("c");
    UUID id = submit();
    work("- {name: a}\n- {name: b}\n- {name: c}\n");

    PipelineRun run = awaitEnd(id);

    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    assertThat(run.cost()).isEqualByComparingTo("0.75");
    StageContext seen = last.calls.get(0);
    assertThat(seen.outputs().keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(seen.outputs().get("b").path("made").asText()).isEqualTo("b");
    assertThat(seen.input().path("topic").asText()).isEqualTo("robots");
    assertThat(seen.key()).isEqualTo(id + "/c");
    assertThat(seen.payer().video()).isEqualTo(id.toString());
    assertThat(runs.events(id))
        .extracting(RunEvent::what)
        .containsSubsequence("attempt 1 of 3 begins", "done", "completed");
  }

  @Test
  void aParallelStageRunsTogetherWithTheOneBefore() {
    var both = new CyclicBarrier(2);
    Work meeting =
        (call, context) -> {
          try {
            both.await(20, TimeUnit.SECONDS);
          } catch (java.util.concurrent.BrokenBarrierException
              | java.util.concurrent.TimeoutException e) {
            throw StageException.permanent("the other did not come", e);
          }
          return result("met");
        };
    new Told("a", meeting);
    new Told("b", meeting);
    stage("c");
    UUID id = submit();
    work("- {name: a}\n- {name: b, parallel: true}\n- {name: c}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void aStageIsTriedAgainWhereThatMayHelpWithPausesThatGrow() {
    Told flaky =
        new Told(
            "a",
            (call, context) -> {
              if (call < 3) {
                throw StageException.passing("not yet", null);
              }
              return result("a");
            });
    UUID id = submit();
    work("- {name: a}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
    assertThat(flaky.calls).hasSize(3);
    assertThat(flaky.calls.stream().map(StageContext::key).distinct()).hasSize(1);
    assertThat(stageRun(id, "a").attempts()).isEqualTo(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void whatTryingAgainDoesNotMendIsNotTriedAgain() {
    Told broken =
        new Told(
            "a",
            (call, context) -> {
              throw StageException.permanent("wrong topic", null);
            });
    stage("b");
    UUID id = submit();
    work("- {name: a}\n- {name: b}\n");

    PipelineRun run = awaitEnd(id);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error()).isEqualTo("a: wrong topic");
    assertThat(broken.calls).hasSize(1);
    assertThat(stageRun(id, "b").state()).isEqualTo(StageState.WAITING);
  }

  @Test
  void aFallbackTakesTheStagesPlaceAndSkipGoesOnWithoutIt() {
    Work failing =
        (call, context) -> {
          throw StageException.permanent("no", null);
        };
    new Told("a", failing);
    new Told("b", failing);
    new Told("c", failing);
    Told last = stage("d");
    UUID id = submit();
    work(
        """
        - {name: a, fallback: skip}
        - {name: b, fallback: other_way}
        - {name: c, required: false}
        - {name: d}
        """);

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
    assertThat(stageRun(id, "a").state()).isEqualTo(StageState.SKIPPED);
    assertThat(stageRun(id, "a").error()).isEqualTo("no");
    assertThat(stageRun(id, "b").fallback()).contains("other_way");
    assertThat(stageRun(id, "c").state()).isEqualTo(StageState.SKIPPED);
    assertThat(last.calls.get(0).outputs().keySet()).containsExactly("b");
  }

  @Test
  void aStageThatTakesTooLongIsInterruptedAndTriedAgain() {
    Told slow =
        new Told(
            "a",
            (call, context) -> {
              if (call == 1) {
                new CountDownLatch(1).await();
              }
              return result("a");
            });
    UUID id = submit();
    work("- {name: a, timeout: 200}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
    assertThat(slow.calls).hasSize(2);
    assertThat(runs.events(id))
        .extracting(RunEvent::what)
        .contains("attempt 1 failed: not done within 200 ms");
  }

  @Test
  void aScoreBelowTheLeastFailsTheRunAndKeepsWhatWasFound() {
    new Told(
        "a",
        (call, context) ->
            new StageResult(result("a").output(), OptionalDouble.of(0.8), new BigDecimal("0.25")));
    UUID id = submit();
    work("- {name: a, min_score: 0.85}\n");

    PipelineRun run = awaitEnd(id);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error()).isEqualTo("a: its score, 0.800, is below 0.850");
    StageRun stage = stageRun(id, "a");
    assertThat(stage.attempts()).isEqualTo(1);
    assertThat(stage.score()).hasValue(0.8);
    assertThat(stage.output().path("made").asText()).isEqualTo("a");
  }

  @Test
  void aResumedRunBeginsWhereItFailed() {
    Told first = stage("a");
    Told failing =
        new Told(
            "b",
            (call, context) -> {
              if (call == 1) {
                throw StageException.permanent("not today", null);
              }
              return result("b");
            });
    UUID id = submit();
    work("- {name: a}\n- {name: b}\n");
    assertThat(awaitEnd(id).state()).isEqualTo(RunState.FAILED);

    runs.resume(id, Clock.systemUTC().instant());
    await().until(() -> run(id).state() == RunState.COMPLETED);

    assertThat(first.calls).hasSize(1);
    assertThat(failing.calls).hasSize(2);
    assertThat(run(id).resumed()).isEqualTo(1);
  }

  @Test
  void aRunIsCalledOffInTheMiddleOfAStage() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    new Told(
        "a",
        (call, context) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
          return result("a");
        });
    UUID id = submit();
    work("- {name: a}\n");
    begun.await();

    runs.cancel(id, Clock.systemUTC().instant());

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.CANCELLED);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAClosedWorkerHadGoesOnInAnotherAndWhatIsDoneIsNotRunAgain() throws Exception {
    var begun = new CountDownLatch(1);
    Told first = stage("a");
    Told second =
        new Told(
            "b",
            (call, context) -> {
              if (call == 1) {
                begun.countDown();
                new CountDownLatch(1).await();
              }
              return result("b");
            });
    UUID id = submit();
    PipelineWorker closed = work("- {name: a}\n- {name: b}\n");
    begun.await();
    closed.close();
    assertThat(run(id).state()).isEqualTo(RunState.QUEUED);

    work("- {name: a}\n- {name: b}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
    assertThat(first.calls).hasSize(1);
    assertThat(second.calls).hasSize(2);
  }

  @Test
  void aRunWhoseWorkerFellSilentIsTakenOver() {
    Told only = stage("a");
    UUID id = submit();
    assertThat(runs.claim("a dead worker", LEASE)).isPresent();
    assertThat(
            runs.save(
                id,
                "a dead worker",
                StageRun.waiting("a").begun(Clock.systemUTC().instant()),
                List.of()))
        .isTrue();

    work("- {name: a}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.COMPLETED);
    assertThat(only.calls).hasSize(1);
    assertThat(stageRun(id, "a").attempts()).as("the one that died counts").isEqualTo(2);
  }

  @Test
  void aStageThatKillsEveryProcessFailsInTheEnd() {
    Told deadly = stage("a");
    UUID id = submit();
    assertThat(runs.claim("a dead worker", LEASE)).isPresent();
    var now = Clock.systemUTC().instant();
    StageRun died = StageRun.waiting("a").begun(now).begun(now).begun(now);
    assertThat(runs.save(id, "a dead worker", died, List.of())).isTrue();

    work("- {name: a}\n");

    assertThat(awaitEnd(id).state()).isEqualTo(RunState.FAILED);
    assertThat(run(id).error()).isEqualTo("a: its process died in every attempt");
    assertThat(deadly.calls).isEmpty();
  }
}
