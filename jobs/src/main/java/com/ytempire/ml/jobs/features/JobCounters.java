package com.ytempire.ml.jobs.features;

import com.ytempire.ml.jobs.io.AcceptEvents;

/** Names under which the job's exact counts are published, as accumulators and as metrics. */
public final class JobCounters {
  /**
   * Video snapshots read, whether accepted, duplicate or late. Broken records are not among them.
   */
  public static final String EVENTS_IN = "events.in";

  public static final String SIGNALS_IN = "signals.in";
  public static final String DEAD_LETTERED = AcceptEvents.DEAD_LETTERED;
  public static final String DUPLICATES = "duplicates";
  public static final String LATE = "late";

  /** Snapshots for which features came out. */
  public static final String EVENTS_OUT = "events.out";

  /** Titles for which a text model failed; their text features are null. */
  public static final String TITLES_FAILED = "titles.failed";

  /** Metric only: writes that no store would take; the event is among the dead letters. */
  public static final String WRITES_REFUSED = "writes.refused";

  /** Metric only: snapshots that cannot be found by their title, for want of its embedding. */
  public static final String CONTENT_WITHOUT_EMBEDDING = "content.withoutEmbedding";

  /** Beginning of the counters of values that are not null, by column. */
  public static final String FEATURE_PREFIX = "features.";

  private JobCounters() {}
}
