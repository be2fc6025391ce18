package com.ytempire.ml.training.example;

import java.io.IOException;
import java.util.List;

/**
 * An example as a set stores it.
 *
 * @param side what it is for
 * @param missing names of features that had no value, rather than one that was null
 * @param featuresEventMillis newest event time of its features, in milliseconds since the epoch;
 *     {@link Long#MIN_VALUE} where it has none
 * @param featuresKnownMillis latest time at which one of its features became known, likewise
 */
public record TrainingRow(
    Example example,
    Side side,
    List<String> missing,
    long featuresEventMillis,
    long featuresKnownMillis) {
  public TrainingRow {
    missing = List.copyOf(missing);
  }

  /** Takes the rows of a set in order of time. */
  public interface Sink {
    /** Says what the numbers and labels of the rows to come are. */
    void begin(List<String> features, List<Head> heads) throws IOException;

    void add(TrainingRow row) throws IOException;
  }
}
