package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of retrainings does. Tests use models of their own and share one store. */
public abstract class RetrainingsContract {
  private static final Instant AT = Instant.parse("2026-02-03T04:00:00Z");
  private static final Duration COOLDOWN = Duration.ofHours(6);

  protected abstract Retrainings retrainings();

  /** The jobs beside it. */
  protected abstract TrainingJobs jobs();

  private static RetrainingTrigger trigger(String model, Instant at) {
    return RetrainingTrigger.of(
        new ModelRef(model, "0.1.0"),
        at.minus(Duration.ofHours(2)),
        at,
        "views and likes moved",
        List.of(
            new TriggerEvidence(
                "feature",
                "views",
                "all",
                at.minusSeconds(3600),
                at,
                "ks",
                0.31,
                0.1,
                1e-9,
                9_000,
                1_200),
            new TriggerEvidence(
                "performance",
                "accuracy",
                "region=US",
                at.minusSeconds(3600),
                at,
                "accuracy",
                0.7,
                0.8,
                Double.NaN,
                500,
                400)));
  }

  private static TrainingJob job(String model) {
    return TrainingJob.pending(
        UUID.randomUUID(),
        new TrainingPlan(model, "offline", DataSplit.DEFAULT, Map.of(), "drift", List.of("drift")),
        "drift-monitor",
        AT);
  }

  @Test
  void aTriggerQueuesItsTrainingOnce() {
    RetrainingTrigger trigger = trigger("once", AT);
    TrainingJob job = job("once");

    Retraining first = retrainings().raise(trigger, job, COOLDOWN);
    Retraining again = retrainings().raise(trigger, job("once"), COOLDOWN);

    assertThat(first.state()).isEqualTo(Retraining.State.STARTED);
    assertThat(first.trigger()).isEqualTo(trigger);
    assertThat(first.jobId()).isEqualTo(job.id());
    assertThat(again).isEqualTo(first);
    assertThat(retrainings().find(trigger.id())).contains(first);
    assertThat(jobs().find(job.id()).orElseThrow().status()).isEqualTo(TrainingStatus.PENDING);
    assertThat(jobs().list(filterOf("once"))).hasSize(1);
  }

  @Test
  void aTriggerJoinsATrainingThatIsOnItsWay() {
    TrainingJob asked = job("joined");
    jobs().submit(asked, Optional.empty());

    Retraining joined = retrainings().raise(trigger("joined", AT), job("joined"), COOLDOWN);

    assertThat(joined.state()).isEqualTo(Retraining.State.JOINED);
    assertThat(joined.jobId()).isEqualTo(asked.id());
    assertThat(joined.note())
        .isEqualTo("training job %s of the model is pending".formatted(asked.id()));
    assertThat(jobs().list(filterOf("joined"))).hasSize(1);
  }

  @Test
  void nothingIsQueuedUntilTheCooldownIsOver() {
    TrainingJob first = job("cool");
    retrainings().raise(trigger("cool", AT), first, COOLDOWN);
    jobs().cancel(first.id());

    Retraining early =
        retrainings()
            .raise(trigger("cool", AT.plus(COOLDOWN).minusMillis(1)), job("cool"), COOLDOWN);
    Retraining later =
        retrainings().raise(trigger("cool", AT.plus(COOLDOWN)), job("cool"), COOLDOWN);

    assertThat(early.state()).isEqualTo(Retraining.State.COOLING_DOWN);
    assertThat(early.jobId()).isNull();
    assertThat(early.note()).contains("2026-02-03T04:00:00Z");
    assertThat(later.state()).isEqualTo(Retraining.State.STARTED);
    assertThat(retrainings().list(Optional.of("cool"), 10))
        .extracting(Retraining::state)
        .containsExactly(
            Retraining.State.STARTED, Retraining.State.COOLING_DOWN, Retraining.State.STARTED);
    assertThat(retrainings().list(Optional.of("cool"), 1)).containsExactly(later);
    assertThat(retrainings().list(Optional.empty(), 1000)).contains(early, later);
  }

  @Test
  void ofManyTriggersAtOnceOneQueuesATraining() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Retraining>> calls =
          IntStream.range(0, 16)
              .<Callable<Retraining>>mapToObj(
                  i ->
                      () ->
                          retrainings()
                              .raise(trigger("many", AT.plusSeconds(i)), job("many"), COOLDOWN))
              .toList();

      List<Retraining.State> states =
          threads.invokeAll(calls).stream().map(RetrainingsContract::state).toList();

      assertThat(states).filteredOn(Retraining.State.STARTED::equals).hasSize(1);
      assertThat(states).filteredOn(Retraining.State.JOINED::equals).hasSize(15);
      assertThat(jobs().list(filterOf("many"))).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Retraining.State state(Future<Retraining> raised) {
    try {
      return raised.get().state();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static TrainingFilter filterOf(String model) {
    return new TrainingFilter(Optional.empty(), Optional.of(model), Optional.empty(), 100);
  }

  @Test
  void aListGoesOnBehindATrigger() {
    List<Retraining> raised =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    retrainings()
                        .raise(trigger("paged", AT.plusSeconds(i)), job("paged"), COOLDOWN))
            .toList();
    Optional<String> model = Optional.of("paged");

    List<Retraining> first = retrainings().list(model, 2);
    List<Retraining> next = retrainings().list(model, Optional.of(first.get(1).trigger().id()), 2);

    assertThat(first).containsExactly(raised.get(4), raised.get(3));
    assertThat(next).containsExactly(raised.get(2), raised.get(1));
    assertThat(retrainings().list(model, Optional.of(raised.get(0).trigger().id()), 2)).isEmpty();
    assertThat(retrainings().list(model, Optional.of(new UUID(1, 2)), 2)).isEmpty();
  }

  @Test
  void refusesAnAbsurdLimit() {
    assertThatThrownBy(() -> retrainings().list(Optional.empty(), 0))
        .hasMessage("limit 0; expected 1 to 1000");
  }
}
