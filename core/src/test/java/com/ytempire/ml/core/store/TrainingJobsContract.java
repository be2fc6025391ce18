package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of training jobs does. Tests use model types of their own. */
public abstract class TrainingJobsContract {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  protected abstract TrainingJobs jobs();

  private static TrainingPlan plan(String modelType) {
    return new TrainingPlan(
        modelType,
        "s3://datasets/trends/2025-01",
        new DataSplit(0.7, 0.15, 0.15),
        Map.of("learning_rate", 0.001, "epochs", 100.0),
        "trend \"jan\" ünïcode",
        List.of("production", "monthly_retrain"));
  }

  private static TrainingJob job(String modelType) {
    return TrainingJob.pending(UUID.randomUUID(), plan(modelType), "someone", NOW);
  }

  private static TrainingJob state(TrainingJob job, TrainingStatus status, long seconds) {
    return new TrainingJob(
        job.id(),
        job.plan(),
        status,
        new TrainingProgress(65, 100),
        Map.of("train_loss", 0.234, "val_loss", 0.267),
        0.8765,
        Map.of("model_path", "s3://models/experiments/1/model.onnx"),
        status == TrainingStatus.FAILED ? "no rows" : null,
        job.createdBy(),
        job.createdAt(),
        NOW.plusSeconds(5),
        NOW.plusSeconds(5 + seconds));
  }

  @Test
  void keepsAJobAsItWasSubmitted() {
    TrainingJob job = job("kept");

    assertThat(jobs().submit(job, Optional.empty())).isEqualTo(job);

    assertThat(jobs().find(job.id())).contains(job);
    assertThat(job.progress()).isEqualTo(new TrainingProgress(0, 100));
    assertThat(jobs().find(new UUID(1, 2))).isEmpty();
  }

  @Test
  void givesBackTheEarlierJobWhenACallIsRepeatedWithItsKey() {
    TrainingJob first = job("repeated");
    jobs().submit(first, Optional.of("key-1"));
    jobs().update(state(first, TrainingStatus.RUNNING, 1));

    TrainingJob again = jobs().submit(job("repeated"), Optional.of("key-1"));

    assertThat(again).isEqualTo(state(first, TrainingStatus.RUNNING, 1));
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
  void keepsHowFarAJobHasComeButNotAnotherPlan() {
    TrainingJob job = job("moving");
    jobs().submit(job, Optional.of("moving-key"));
    TrainingJob renamed = TrainingJob.pending(job.id(), plan("other"), "thief", NOW.plusSeconds(9));

    jobs().update(state(renamed, TrainingStatus.FAILED, 30));

    assertThat(jobs().find(job.id())).contains(state(job, TrainingStatus.FAILED, 30));
    assertThat(jobs().submit(job("moving"), Optional.of("moving-key")).id()).isEqualTo(job.id());
    assertThatThrownBy(() -> jobs().update(job("never-submitted")))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("there is no training job");
  }

  @Test
  void knowsHowLongCompletedJobsOfAModelTook() {
    assertThat(jobs().typicalDuration("timed")).isEmpty();
    for (long seconds : new long[] {300, 100, 200}) {
      TrainingJob job = job("timed");
      jobs().submit(job, Optional.empty());
      jobs().update(state(job, TrainingStatus.COMPLETED, seconds));
    }
    TrainingJob failed = job("timed");
    jobs().submit(failed, Optional.empty());
    jobs().update(state(failed, TrainingStatus.FAILED, 1));

    assertThat(jobs().typicalDuration("timed")).contains(Duration.ofSeconds(200));
  }
}
