package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelEnginesProvider;
import java.io.Serializable;
import java.util.List;

/** Finds a process's engines where an operator runs; travels with the job. */
@FunctionalInterface
public interface EnginesForDevices extends Serializable {
  /**
   * Engines that the caller closes. Quick: nothing is loaded yet.
   *
   * @param devices numbers of the GPUs that the cluster gave to this process; empty when it manages
   *     none, and engines run where they are configured to
   */
  ModelEngines acquire(List<Integer> devices);

  /** Engines that run where they are configured to, whatever the cluster offers. */
  static EnginesForDevices asConfigured(ModelEnginesProvider provider) {
    return devices -> provider.acquire();
  }
}
