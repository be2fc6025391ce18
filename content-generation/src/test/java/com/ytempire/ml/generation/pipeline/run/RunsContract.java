package com.ytempire.ml.generation.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of runs does, each test with an empty one. */
abstract class RunsContract {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final JsonNode INPUT =
      JsonNodeFactory.instance.objectNode().put("topic", "robots");

  private int submitted;

  abstract Runs runs();

  private PipelineRun run(String by) {
    return PipelineRun.queued(
        UUID.randomUUID(),
        "video_generation",
        INPUT,
        Optional.of("channel"),
        by,
        List.of("script", "voice"),
        BEGIN.plusSeconds(submitted++));
  }

  private PipelineRun submit() {
    return runs().submit(run("caller"), Optional.empty());
  }

  private PipelineRun found(PipelineRun run) {
    return runs().find(run.id()).orElseThrow();
  }

  @Test
  void aRunIsFoundAsItWasSubmitted() {
    PipelineRun run = run("caller");

    assertThat(runs().submit(run, Optional.empty())).isEqualTo(run);
    assertThat(runs().find(run.id())).contains(run);
    assertThat(runs().find(UUID.randomUUID())).isEmpty();
    assertThat(runs().events(run.id())).isEmpty();
  }

  @Test
  void aRepeatedKeyGivesTheRunThatHasIt() {
    PipelineRun first = runs().submit(run("caller"), Optional.of("key"));

    assertThat(runs().submit(run("caller"), Optional.of("key"))).isEqualTo(first);
    assertThat(runs().submit(run("other"), Optional.of("key")).id()).isNotEqualTo(first.id());
    assertThat(runs().list(Optional.empty(), Optional.empty(), Optional.empty(), 10)).hasSize(2);
  }

  @Test
  void runsAreListedNewestFirstAndPageByPage() {
    PipelineRun first = submit();
    PipelineRun second = submit();
    PipelineRun third = submit();
    runs().cancel(second.id(), BEGIN);

    assertThat(ids(Optional.empty(), Optional.empty(), 2)).containsExactly(third.id(), second.id());
    assertThat(ids(Optional.empty(), Optional.of(second.id()), 2)).containsExactly(first.id());
    assertThat(ids(Optional.of(RunState.QUEUED), Optional.empty(), 9))
        .containsExactly(third.id(), first.id());
    assertThat(ids(Optional.empty(), Optional.of(UUID.randomUUID()), 9)).isEmpty();
    assertThat(runs().list(Optional.of("other"), Optional.empty(), Optional.empty(), 9)).isEmpty();
  }

  private List<UUID> ids(Optional<RunState> state, Optional<UUID> behind, int most) {
    return runs().list(Optional.of("video_generation"), state, behind, most).stream()
        .map(PipelineRun::id)
        .toList();
  }

  @Test
  void howFarAStageHasComeIsKept() {
    PipelineRun run = submit();
    assertThat(runs().claim("worker", LONG)).isPresent();
    StageRun done =
        StageRun.waiting("script")
            .begun(BEGIN)
            .completed(
                Optional.of("simplified_script"),
                INPUT,
                OptionalDouble.of(0.9),
                new BigDecimal("0.120000"),
                BEGIN.plusSeconds(3));
    RunEvent event = new RunEvent(BEGIN.plusSeconds(3), "script", "done");

    assertThat(runs().save(run.id(), "worker", done, List.of(event))).isTrue();

    PipelineRun now = found(run);
    assertThat(now.stages()).containsExactly(done, StageRun.waiting("voice"));
    assertThat(now.cost()).isEqualByComparingTo("0.12");
    assertThat(now.state()).isEqualTo(RunState.RUNNING);
    assertThat(now.startedAt()).isPresent();
    assertThat(runs().events(run.id())).containsExactly(event);
    assertThat(runs().save(run.id(), "other", StageRun.waiting("script"), List.of()))
        .as("somebody else")
        .isFalse();
  }

  @Test
  void theOldestWaitingRunIsGivenOnce() {
    PipelineRun first = submit();
    PipelineRun second = submit();

    assertThat(runs().claim("a", LONG).map(PipelineRun::id)).contains(first.id());
    assertThat(runs().claim("b", LONG).map(PipelineRun::id)).contains(second.id());
    assertThat(runs().claim("c", LONG)).isEmpty();
    assertThat(runs().leave(first.id(), "a", RunState.COMPLETED, "", BEGIN)).isTrue();
    assertThat(runs().claim("c", LONG)).as("what has ended is not given again").isEmpty();
    assertThat(found(first).endedAt()).contains(BEGIN);
  }

  @Test
  void whoeverAskAtOnceEachGetAnotherRun() throws Exception {
    for (int i = 0; i < 20; i++) {
      submit();
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<PipelineRun>>> asking = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String worker = "worker" + i;
        asking.add(() -> runs().claim(worker, LONG));
      }
      Set<UUID> given = new HashSet<>();
      int claims = 0;
      for (Future<Optional<PipelineRun>> one : threads.invokeAll(asking)) {
        if (one.get().isPresent()) {
          claims++;
          given.add(one.get().get().id());
        }
      }
      assertThat(claims).isEqualTo(20);
      assertThat(given).hasSize(20);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSilentWorkerLosesItsRun() {
    PipelineRun run = submit();
    assertThat(runs().claim("silent", LONG)).isPresent();
    assertThat(runs().heartbeat(run.id(), "silent")).isEqualTo(RunHold.GOES_ON);

    assertThat(runs().claim("next", Duration.ZERO).map(PipelineRun::id)).contains(run.id());

    assertThat(runs().heartbeat(run.id(), "silent")).isEqualTo(RunHold.LOST);
    assertThat(runs().leave(run.id(), "silent", RunState.FAILED, "", BEGIN)).isFalse();
    assertThat(runs().heartbeat(run.id(), "next")).isEqualTo(RunHold.GOES_ON);
  }

  @Test
  void aRunThatWaitsIsCancelledAtOnceAndOneThatRunsIsAskedToStop() {
    PipelineRun waiting = submit();
    assertThat(runs().cancel(waiting.id(), BEGIN).orElseThrow().state())
        .isEqualTo(RunState.CANCELLED);
    PipelineRun running = submit();
    assertThat(runs().claim("worker", LONG).map(PipelineRun::id)).contains(running.id());

    assertThat(runs().cancel(running.id(), BEGIN).orElseThrow().state())
        .isEqualTo(RunState.RUNNING);
    runs().cancel(running.id(), BEGIN);

    assertThat(runs().heartbeat(running.id(), "worker")).isEqualTo(RunHold.CANCELLED);
    assertThat(runs().leave(running.id(), "worker", RunState.QUEUED, "", BEGIN)).isTrue();
    assertThat(found(running).state()).as("it is not handed on").isEqualTo(RunState.CANCELLED);
    assertThat(runs().events(running.id()))
        .extracting(RunEvent::what)
        .containsExactly("it is asked to stop", "cancelled");
    assertThat(runs().cancel(UUID.randomUUID(), BEGIN)).isEmpty();
  }

  @Test
  void aSilentRunThatWasCalledOffIsEnded() {
    PipelineRun run = submit();
    assertThat(runs().claim("silent", LONG)).isPresent();
    runs().cancel(run.id(), BEGIN);

    assertThat(runs().claim("next", Duration.ZERO)).isEmpty();

    assertThat(found(run).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aFailedRunIsResumedWithWhatIsDone() {
    PipelineRun run = submit();
    assertThat(runs().claim("worker", LONG)).isPresent();
    StageRun script =
        StageRun.waiting("script")
            .begun(BEGIN)
            .completed(
                Optional.empty(), INPUT, OptionalDouble.empty(), BigDecimal.ONE.setScale(6), BEGIN);
    StageRun voice =
        StageRun.waiting("voice").begun(BEGIN).failed(StageState.FAILED, "no voice", BEGIN);
    runs().save(run.id(), "worker", script, List.of());
    runs().save(run.id(), "worker", voice, List.of());
    assertThat(runs().resume(run.id(), BEGIN).orElseThrow().state())
        .as("one that runs goes on")
        .isEqualTo(RunState.RUNNING);
    assertThat(runs().leave(run.id(), "worker", RunState.FAILED, "voice: no voice", BEGIN))
        .isTrue();
    assertThat(found(run).error()).isEqualTo("voice: no voice");

    PipelineRun again = runs().resume(run.id(), BEGIN).orElseThrow();

    assertThat(again.state()).isEqualTo(RunState.QUEUED);
    assertThat(again.resumed()).isEqualTo(1);
    assertThat(again.endedAt()).isEmpty();
    assertThat(again.stages()).containsExactly(script, StageRun.waiting("voice"));
    assertThat(runs().claim("next", LONG).map(PipelineRun::id)).contains(run.id());
  }
}
