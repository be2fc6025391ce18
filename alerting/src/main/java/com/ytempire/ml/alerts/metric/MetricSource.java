package com.ytempire.ml.alerts.metric;

import java.time.Instant;
import java.util.Set;

/**
 * Measures some metrics. Calls block; they come from one thread at a time.
 *
 * <p>A source that cannot tell, because a server is away, throws {@link
 * com.ytempire.ml.core.store.StoreUnavailableException}: then nothing is concluded. Where there is
 * nothing to measure it answers no readings and says why.
 */
public interface MetricSource {
  /** The metrics that it measures. */
  Set<Metric> metrics();

  /** Readings of one of its metrics as of a time, the past window of it. */
  Readings read(MetricQuery query, Instant at);
}
