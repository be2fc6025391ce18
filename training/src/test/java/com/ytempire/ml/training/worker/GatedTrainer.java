package com.ytempire.ml.training.worker;

import com.ytempire.ml.training.boosting.BoostingTrainer;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Boosting that waits after a round until a test lets it go on. */
final class GatedTrainer implements Trainer {
  private final BoostingTrainer boosting = new BoostingTrainer();
  private final int round;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<Integer> rounds = new CopyOnWriteArrayList<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /**
   * @param round after which it waits; 0 for never
   */
  GatedTrainer(int round) {
    this.round = round;
  }

  void awaitRound() throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("round " + round + " was not reached; there were " + rounds);
    }
  }

  void open() {
    open.countDown();
  }

  /** Every run breaks off from now on. */
  void failWith(RuntimeException why) {
    failure.set(why);
  }

  /** Those of all runs, in order. */
  List<Integer> rounds() {
    return List.copyOf(rounds);
  }

  @Override
  public String type() {
    return boosting.type();
  }

  @Override
  public TrainedModel train(TrainingTask task, RunMonitor monitor) {
    if (failure.get() != null) {
      throw failure.get();
    }
    return boosting.train(
        task,
        (epoch, epochs, figures) -> {
          rounds.add(epoch);
          if (epoch == round) {
            reached.countDown();
            await();
          }
          return monitor.epoch(epoch, epochs, figures);
        });
  }

  private void await() {
    try {
      if (!open.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the gate");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
