package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.app.ServiceOptions;

/** For tests of other packages: events are accepted without Kafka. */
public final class EventsInMemory {
  private EventsInMemory() {}

  /** The same service with a log in memory. */
  public static ServiceOptions in(ServiceOptions options) {
    return options.with(EventLog.class, new RecordedLog());
  }
}
