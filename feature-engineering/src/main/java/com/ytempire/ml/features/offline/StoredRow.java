package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.FeatureWrite;

/**
 * A row of the store as a join keeps it: without what its entity already says.
 *
 * @param visibleFrom first millisecond at which it can be read
 * @param present per column whether its file has it; shared by the rows of a file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRow(
    long eventMillis,
    long knownMillis,
    long visibleFrom,
    String eventId,
    double[] numbers,
    float[][] embeddings,
    boolean[] present) {

  static StoredRow of(FeatureWrite write, long visibleFrom, boolean[] present) {
    return new StoredRow(
        write.eventTime().toEpochMilli(),
        write.knownAt().toEpochMilli(),
        visibleFrom,
        write.eventId(),
        write.numbers(),
        write.embeddings(),
        present);
  }

  /** Whether this row's values go before the other's; of two that are alike the later read does. */
  boolean isNewerThan(StoredRow other) {
    if (eventMillis != other.eventMillis) {
      return eventMillis > other.eventMillis;
    }
    int byId = eventId.compareTo(other.eventId);
    return byId != 0 ? byId > 0 : knownMillis >= other.knownMillis;
  }
}
