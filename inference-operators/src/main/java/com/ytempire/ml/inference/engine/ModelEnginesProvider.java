package com.ytempire.ml.inference.engine;

import java.io.Serializable;

/** Makes or shares the engines of a process where an operator runs; travels with the job. */
@FunctionalInterface
public interface ModelEnginesProvider extends Serializable {
  /** Engines that the caller closes. Quick: nothing is loaded yet. */
  ModelEngines acquire();
}
