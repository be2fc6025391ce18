package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.drift.detect.WindowSample.Family;
import java.util.Map;

/**
 * A row of a model version's data in one of its slices.
 *
 * @param key what it is judged with
 * @param unit what it is of: the video, in whatever region
 * @param eventId the event that it was made of; of a unit's rows at one time the last by id counts
 * @param timeMillis event time
 * @param values by the words of columns; a number that is missing is NaN
 */
public record Observation(
    Key key, String unit, String eventId, long timeMillis, Map<String, Double> values) {

  /**
   * What is judged together.
   *
   * @param family of the columns
   * @param model name of the model
   * @param version of it
   * @param slice as in drift events
   */
  public record Key(Family family, String model, String version, String slice) {

    /** As text, by which streams are keyed. */
    String text() {
      return family + "|" + model + "|" + version + "|" + slice;
    }
  }
}
