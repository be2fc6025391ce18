package com.ytempire.ml.jobs.drift;

/**
 * The latest row of a unit so far.
 *
 * @param timeMillis event time
 * @param eventId the event that it was made of
 * @param values in the order of the pane's columns, as many as there were then
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampledRow(long timeMillis, String eventId, float[] values) {

  /** Whether a row takes its place: the same in whatever order rows come. */
  boolean isBefore(long otherTime, String otherEvent) {
    return timeMillis < otherTime || (timeMillis == otherTime && eventId.compareTo(otherEvent) < 0);
  }
}
