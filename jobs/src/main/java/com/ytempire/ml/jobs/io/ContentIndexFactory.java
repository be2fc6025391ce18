package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.store.ContentIndex;
import java.io.Serializable;

/** Opens the content index where a sink runs: connections do not travel, their settings do. */
@FunctionalInterface
public interface ContentIndexFactory extends Serializable {
  ContentIndex open();
}
