package com.ytempire.ml.training.worker;

import com.ytempire.ml.training.release.TrackedTraining;
import java.io.IOException;

/** Where a worker gets what it trains with, anew for each job: feature definitions may change. */
@FunctionalInterface
public interface Workshop {
  /**
   * @throws IOException when a file cannot be read
   */
  TrackedTraining training() throws IOException;
}
