package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.store.OnlineFeatureStore;
import java.io.Serializable;

/** Opens the online store where a sink runs: connections do not travel, their settings do. */
@FunctionalInterface
public interface StoreFactory extends Serializable {
  OnlineFeatureStore open();
}
