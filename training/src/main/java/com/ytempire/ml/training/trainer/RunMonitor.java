package com.ytempire.ml.training.trainer;

import java.util.Map;

/** Watches a run. Called on the run's thread. */
public interface RunMonitor {
  /** Watches nothing and never stops a run. */
  RunMonitor NONE = (epoch, epochs, figures) -> true;

  /**
   * An epoch is over and its checkpoint written.
   *
   * @param epoch how many are done, from 1
   * @param epochs how many there will be at most
   * @param figures by name, such as {@code train_loss}, {@code val_loss}, {@code best_val_loss}
   * @return false to stop the run: it ends with a {@link TrainingException} and keeps its
   *     checkpoint
   */
  boolean epoch(int epoch, int epochs, Map<String, Double> figures);
}
