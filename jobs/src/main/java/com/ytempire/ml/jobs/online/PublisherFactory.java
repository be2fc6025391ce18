package com.ytempire.ml.jobs.online;

import com.ytempire.ml.inference.repository.ModelPublisher;
import java.io.Serializable;

/** Opens the publisher of versions where the job runs. */
@FunctionalInterface
public interface PublisherFactory extends Serializable {
  /** What was opened. */
  interface Opened extends AutoCloseable {
    ModelPublisher publisher();

    @Override
    void close();
  }

  Opened open();
}
