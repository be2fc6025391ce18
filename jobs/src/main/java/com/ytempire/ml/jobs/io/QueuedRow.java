package com.ytempire.ml.jobs.io;

import java.io.Serializable;

/** What waits in a {@link TableSink}, in its checkpoint form. */
interface QueuedRow extends Serializable {
  /** Approximate size on the wire. */
  long sizeInBytes();
}
