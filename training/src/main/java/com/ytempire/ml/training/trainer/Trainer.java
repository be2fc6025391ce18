package com.ytempire.ml.training.trainer;

import java.util.Map;

/** A way of training. Safe to share between threads; each run is for itself. */
public interface Trainer {
  /** What {@code models.yaml} calls it in {@code type}. */
  String type();

  /**
   * Whether it can train large networks in bearable time here: it has a GPU. False where it trains
   * none.
   *
   * @throws TrainingException when what it needs cannot be loaded on this machine
   */
  default boolean hasGpu() {
    return false;
  }

  /**
   * The numbers by which a task is trained: those that it names, and what stands for the others.
   *
   * @throws TrainingException when one is unknown or out of its range
   */
  default Map<String, Double> hyperparameters(TrainingTask task) {
    return task.hyperparameters();
  }

  /**
   * Trains until it is done, stopped or failed; blocks for as long. Equal tasks give equal models.
   * Where the task's folder holds a checkpoint of the same task, it goes on from there.
   *
   * @param task what is learnt from and how
   * @param monitor is told after each epoch, on this thread
   * @return the model; the caller closes it
   * @throws TrainingException when nothing usable can come of it, with what to do in its message
   */
  TrainedModel train(TrainingTask task, RunMonitor monitor);
}
