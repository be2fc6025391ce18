package com.ytempire.ml.training.run;

import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.RunMonitor;

/** Watches a run from its data to its version. Called on the run's thread. */
@FunctionalInterface
public interface RunProgress extends RunMonitor {
  /** The data is there, with the labels that the model will learn; training begins. */
  default void loaded(TrainingSet set) {}

  /** A label that was asked for is not learnt, for a reason; comes before {@link #loaded}. */
  default void leftOut(Head head, String why) {}

  /** Training is done; the model is judged by the tests. */
  default void judging() {}

  /** The version's folder is written; it is about to be published. */
  default void judged(RunResult result) {}
}
