package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingClaim;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingHold;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingPeriod;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of training jobs does. Each test begins with an empty one. */
@Timeout(60)
public abstract class TrainingJobsContract {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");
  private static final TrainingLease LONG = new TrainingLease(Duration.ofHours(1), 3);

  /** Over as soon as the store's clock has moved on. */
  private static final TrainingLease OVER = new TrainingLease(Duration.ofNanos(1000), 3);

  protected abstract TrainingJobs jobs();

  private static TrainingPlan plan(String modelType) {
    return new TrainingPlan(
        modelType,
        "s3://datasets/trends/2025-01",
        new DataSplit(0.7, 0.15, 0.15),
        Map.of("learning_rate", 0.001, "epochs", 100.0),
        "trend \"jan\" ünïcode",
        List.of("production", "monthly_retrain"),
        new TrainingChoices(
            "gradient_boosting",
            Deployment.canary(20),
            true,
            7,
            List.of("views", "likes"),
            new TrainingPeriod(NOW.minusSeconds(3600), NOW)));
  }

  private static TrainingJob job(String modelType) {
    return job(modelType, 0);
  }

  private static TrainingJob job(String modelType, int secondsLater) {
    return TrainingJob.pending(
        UUID.randomUUID(), plan(modelType), "someone", NOW.plusSeconds(secondsLater));
  }

  private TrainingJob submitted(String modelType, int secondsLater) {
    return jobs().submit(job(modelType, secondsLater), Optional.empty());
  }

  private TrainingJob claimed(String worker) {
    return jobs().claim(worker, LONG).orElseThrow();
  }

  private TrainingJob found(TrainingJob job) {
    return jobs().find(job.id()).orElseThrow();
  }

  /** Takes over from a worker that is silent, once the store's clock has moved on. */
  private TrainingJob takenOver(String worker) {
    return await().until(() -> jobs().claim(worker, OVER), Optional::isPresent).orElseThrow();
  }

  private static TrainingJob further(TrainingJob job) {
    return job.at(
            new TrainingProgress(65, 100, NOW.plusSeconds(60)),
            Map.of("train_loss", 0.234, "val_loss", 0.267))
        .leaving(Map.of("version", "0.2.0"));
  }

  private void complete(TrainingJob job, long seconds) {
    Instant begun = Objects.requireNonNull(job.startedAt());
    assertThat(
            jobs()
                .update(
                    job.claim(),
                    job.completed(Map.of(), 0.8765, Map.of(), begun.plusSeconds(seconds))))
        .isTrue();
  }

  @Test
  void keepsAJobAsItWasSubmitted() {
    TrainingJob job = job("kept");

    assertThat(jobs().submit(job, Optional.empty())).isEqualTo(job);

    assertThat(jobs().find(job.id())).contains(job);
    assertThat(job.progress()).isEqualTo(new TrainingProgress(0, 100));
    assertThat(jobs().find(new UUID(1, 2))).isEmpty();
    assertThatThrownBy(() -> jobs().submit(job, Optional.empty()))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void givesBackTheEarlierJobWhenACallIsRepeatedWithItsKey() {
    TrainingJob first = job("repeated");
    jobs().submit(first, Optional.of("key-1"));
    TrainingJob taken = claimed("w");

    TrainingJob again = jobs().submit(job("repeated"), Optional.of("key-1"));

    assertThat(again).isEqualTo(taken);
    TrainingJob other = job("repeated");
    assertThat(jobs().submit(other, Optional.of("key-2"))).isEqualTo(other);
  }

  @Test
  void letsEachCallerHaveKeysOfItsOwn() {
    TrainingJob mine = job("keys");
    TrainingJob yours = TrainingJob.pending(UUID.randomUUID(), plan("keys"), "another", NOW);
    jobs().submit(mine, Optional.of("same"));

    assertThat(jobs().submit(yours, Optional.of("same"))).isEqualTo(yours);
  }

  @Test
  void givesTheOldestJobToOneWorker() {
    TrainingJob later = submitted("one", 5);
    TrainingJob first = submitted("two", 1);

    TrainingJob taken = claimed("w1");

    assertThat(taken.id()).isEqualTo(first.id());
    assertThat(taken.status()).isEqualTo(TrainingStatus.RUNNING);
    assertThat(taken.startedAt()).isNotNull();
    assertThat(taken.attempt().worker()).isEqualTo("w1");
    assertThat(taken.attempt().number()).isEqualTo(1);
    assertThat(found(first)).isEqualTo(taken);
    assertThat(claimed("w2").id()).isEqualTo(later.id());
    assertThat(jobs().claim("w3", LONG)).isEmpty();
  }

  @Test
  void runsOneOfAModelAtATime() {
    TrainingJob first = submitted("single", 1);
    TrainingJob second = submitted("single", 2);
    TrainingJob running = claimed("w1");

    assertThat(running.id()).isEqualTo(first.id());
    assertThat(jobs().isWaiting(LONG)).isFalse();
    assertThat(jobs().claim("w2", LONG)).isEmpty();
    complete(running, 1);

    assertThat(jobs().isWaiting(LONG)).isTrue();
    assertThat(claimed("w2").id()).isEqualTo(second.id());
  }

  @Test
  void givesEachJobOnceToManyWorkersAndNeverTwoOfAModel() throws Exception {
    int count = 12;
    for (int i = 0; i < count; i++) {
      submitted(i % 2 == 0 ? "even" : "odd", i);
    }
    Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    Set<UUID> done = ConcurrentHashMap.newKeySet();
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "w" + i;
        ends.add(
            workers.submit(
                () -> {
                  while (done.size() < count) {
                    Optional<TrainingJob> job = jobs().claim(name, LONG);
                    if (job.isPresent()) {
                      AtomicInteger same =
                          running.computeIfAbsent(
                              job.get().plan().modelType(), type -> new AtomicInteger());
                      assertThat(same.incrementAndGet()).isEqualTo(1);
                      assertThat(done.add(job.get().id())).isTrue();
                      same.decrementAndGet();
                      complete(job.get(), 1);
                    }
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get(30, TimeUnit.SECONDS);
      }
    } finally {
      workers.shutdownNow();
    }
    assertThat(done).hasSize(count);
  }

  @Test
  void keepsHowFarAJobHasComeButNotAnotherPlan() {
    TrainingJob job = submitted("moving", 0);
    TrainingJob taken = claimed("w");
    TrainingJob other =
        TrainingJob.pending(job.id(), plan("other"), "thief", NOW.plusSeconds(9))
            .with(taken.status(), taken.attempt(), NOW);

    assertThat(jobs().update(taken.claim(), further(other))).isTrue();

    TrainingJob kept = found(job);
    assertThat(kept.plan()).isEqualTo(job.plan());
    assertThat(kept.createdBy()).isEqualTo("someone");
    assertThat(kept.startedAt()).isEqualTo(taken.startedAt());
    assertThat(kept.progress()).isEqualTo(new TrainingProgress(65, 100, NOW.plusSeconds(60)));
    assertThat(kept.metrics()).containsEntry("val_loss", 0.267);
    assertThat(kept.artifacts()).containsEntry("version", "0.2.0");

    assertThat(jobs().update(taken.claim(), kept.failed("no rows", NOW))).isTrue();
    assertThat(found(job).status()).isEqualTo(TrainingStatus.FAILED);
    assertThat(found(job).error()).isEqualTo("no rows");
    assertThat(found(job).progress().expectedEnd()).isNull();
    assertThat(jobs().update(taken.claim(), kept)).as("it has ended").isFalse();
  }

  @Test
  void aSilentWorkersJobGoesToAnotherAndTheFirstCanWriteNoMore() {
    submitted("silent", 0);
    TrainingJob first = claimed("w1");
    jobs().update(first.claim(), further(first));

    TrainingJob second = takenOver("w2");

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt().number()).isEqualTo(2);
    assertThat(second.attempt().lost()).isEqualTo(1);
    assertThat(second.startedAt()).isEqualTo(first.startedAt());
    assertThat(second.artifacts()).containsEntry("version", "0.2.0");
    assertThat(jobs().heartbeat(first.claim())).isEqualTo(TrainingHold.LOST);
    assertThat(jobs().update(first.claim(), first.failed("mine", NOW))).isFalse();
    assertThat(jobs().release(first.claim())).isFalse();
    assertThat(found(first)).isEqualTo(second);
    assertThat(jobs().heartbeat(second.claim())).isEqualTo(TrainingHold.HELD);
  }

  @Test
  void aWorkerThatIsHeardOfKeepsItsJob() {
    submitted("heard", 0);
    TrainingJob job = claimed("w1");

    assertThat(jobs().claim("w2", LONG)).isEmpty();
    assertThat(jobs().heartbeat(job.claim())).isEqualTo(TrainingHold.HELD);
    assertThat(Objects.requireNonNull(found(job).attempt().heardAt()))
        .isAfterOrEqualTo(job.attempt().heardAt());
  }

  @Test
  void aJobWhoseWorkersAllFellSilentFails() {
    submitted("deadly", 0);
    claimed("w1");
    takenOver("w2");
    TrainingJob third = takenOver("w3");

    await()
        .untilAsserted(
            () -> {
              assertThat(jobs().claim("w4", OVER)).isEmpty();
              assertThat(found(third).status()).isEqualTo(TrainingStatus.FAILED);
            });

    assertThat(found(third).error()).contains("fell silent 3 times", "w3", "memory");
    assertThat(found(third).completedAt()).isNotNull();
    assertThat(jobs().isWaiting(OVER)).isFalse();
  }

  @Test
  void aJobThatIsHandedBackWaitsForAnotherAndIsNotCountedAsLost() {
    submitted("back", 0);
    TrainingJob first = claimed("w1");
    jobs().update(first.claim(), further(first));

    assertThat(jobs().release(first.claim())).isTrue();

    assertThat(found(first).status()).isEqualTo(TrainingStatus.PENDING);
    assertThat(jobs().heartbeat(first.claim())).isEqualTo(TrainingHold.LOST);
    TrainingJob second = claimed("w1");
    assertThat(second.attempt().number()).isEqualTo(2);
    assertThat(second.attempt().lost()).isZero();
    assertThat(second.progress().epoch()).isEqualTo(65);
    assertThat(jobs().update(first.claim(), first)).as("the first attempt's").isFalse();
  }

  @Test
  void cancelsWhatWaitsAtOnceAndAsksWhatRunsToStop() {
    TrainingJob running = submitted("off", 0);
    TrainingJob waiting = submitted("off", 1);
    TrainingClaim claim = claimed("w1").claim();

    TrainingJob cancelled = jobs().cancel(waiting.id()).orElseThrow();
    TrainingJob asked = jobs().cancel(running.id()).orElseThrow();

    assertThat(cancelled.status()).isEqualTo(TrainingStatus.CANCELLED);
    assertThat(cancelled.completedAt()).isNotNull();
    assertThat(asked.status()).isEqualTo(TrainingStatus.RUNNING);
    assertThat(asked.attempt().isCancelAsked()).isTrue();
    assertThat(jobs().heartbeat(claim)).isEqualTo(TrainingHold.CANCEL_ASKED);
    assertThat(jobs().update(claim, asked.cancelled(NOW))).isTrue();
    assertThat(jobs().cancel(running.id()).orElseThrow().status())
        .isEqualTo(TrainingStatus.CANCELLED);
    assertThat(jobs().claim("w2", LONG)).isEmpty();
    assertThat(jobs().cancel(new UUID(1, 2))).isEmpty();
  }

  @Test
  void aJobToBeCancelledIsWhenItsWorkerHandsItBackOrFallsSilent() {
    TrainingJob back = submitted("back", 0);
    TrainingJob silent = submitted("silent", 1);
    TrainingClaim first = claimed("w1").claim();
    claimed("w2");
    jobs().cancel(back.id());
    jobs().cancel(silent.id());

    assertThat(jobs().release(first)).isTrue();

    assertThat(found(back).status()).isEqualTo(TrainingStatus.CANCELLED);
    await()
        .untilAsserted(
            () -> {
              assertThat(jobs().claim("w3", OVER)).isEmpty();
              assertThat(found(silent).status()).isEqualTo(TrainingStatus.CANCELLED);
            });
    assertThat(found(silent).error()).isNull();
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    TrainingJob oldest = submitted("a", 1);
    TrainingJob middle = submitted("b", 2);
    TrainingJob newest = submitted("a", 3);

    assertThat(jobs().list(TrainingFilter.newest(2))).containsExactly(newest, middle);
    assertThat(jobs().list(filter(null, null, middle.id()))).containsExactly(oldest);
    assertThat(jobs().list(filter(null, "a", null))).containsExactly(newest, oldest);
    assertThat(jobs().list(filter(null, "a", newest.id()))).containsExactly(oldest);
    assertThat(jobs().list(filter(TrainingStatus.RUNNING, null, null))).isEmpty();
    assertThat(jobs().list(filter(null, null, new UUID(1, 2)))).isEmpty();
    jobs().cancel(middle.id());
    assertThat(jobs().list(filter(TrainingStatus.CANCELLED, null, null)))
        .extracting(TrainingJob::id)
        .containsExactly(middle.id());
    assertThatThrownBy(() -> TrainingFilter.newest(0)).hasMessageContaining("1 to 1000");
  }

  private static TrainingFilter filter(TrainingStatus status, String modelType, UUID after) {
    return new TrainingFilter(
        Optional.ofNullable(status), Optional.ofNullable(modelType), Optional.ofNullable(after), 9);
  }

  @Test
  void knowsHowLongCompletedJobsOfAModelTook() {
    assertThat(jobs().typicalDuration("timed")).isEmpty();
    for (long seconds : new long[] {300, 100, 200}) {
      submitted("timed", 0);
      complete(claimed("w"), seconds);
    }
    submitted("timed", 0);
    TrainingJob failed = claimed("w");
    jobs().update(failed.claim(), failed.failed("no rows", NOW));

    assertThat(jobs().typicalDuration("timed")).contains(Duration.ofSeconds(200));
  }
}
