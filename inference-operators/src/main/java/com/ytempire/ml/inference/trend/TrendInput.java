package com.ytempire.ml.inference.trend;

import com.ytempire.ml.features.definition.Input;
import java.util.List;

/** The row of numbers that the starter model takes: inputs of a video's feature vector, by name. */
public final class TrendInput {
  /** The inputs that the starter model reads. */
  private static final List<Input> INPUTS =
      List.of(
          Input.VIEWS,
          Input.LIKES,
          Input.DISLIKES,
          Input.COMMENTS,
          Input.SUBSCRIBER_COUNT,
          Input.VIDEO_AGE_HOURS,
          Input.SNAPSHOT_INDEX,
          Input.PREV_GAP_HOURS,
          Input.DELTA_VIEWS,
          Input.DELTA_LIKES,
          Input.DELTA_COMMENTS);

  /** Their names in column order, as the model's manifest gives them. */
  public static final List<String> NAMES = INPUTS.stream().map(Input::word).toList();

  private TrendInput() {}

  /**
   * A tabular model's row of the values that a {@code FeatureVectorReader} read by the names of the
   * model's manifest.
   *
   * @param values one per name; NaN is null
   * @return the same numbers as 32-bit floats, a new array
   */
  public static float[] row(double[] values) {
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values[i];
    }
    return row;
  }

  /** The row of an event, given all of its inputs in the order of {@link Input}. */
  public static float[] ofInputs(double[] inputs) {
    float[] row = new float[INPUTS.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) inputs[INPUTS.get(i).ordinal()];
    }
    return row;
  }
}
