package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.store.PredictionLog;
import java.io.Serializable;

/** Opens the prediction log where a sink runs: connections do not travel, their settings do. */
@FunctionalInterface
public interface PredictionLogFactory extends Serializable {
  PredictionLog open();
}
