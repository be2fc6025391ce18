package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.TrendModel.Growth;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Content as the rows or sequences that a version reads by name, and what it says of them. */
final class ModelRows {
  private ModelRows() {}

  /** All rows as the version's one input; a number that is not known is NaN. */
  static Map<String, Tensor> inputs(ModelManifest manifest, List<SimilarContent> contents) {
    List<String> names = manifest.features();
    float[] values = new float[contents.size() * names.size()];
    int i = 0;
    for (SimilarContent content : contents) {
      for (String name : names) {
        values[i++] = (float) content.content().number(name);
      }
    }
    String input = manifest.signature().inputs().get(0).name();
    return Map.of(input, Tensor.of(values, contents.size(), names.size()));
  }

  /** One sequence of each content's newest snapshots; a number that is not known is NaN. */
  static List<float[][]> sequences(ModelManifest manifest, List<SimilarContent> contents) {
    return contents.stream().map(content -> content.recent().rows(manifest.features())).toList();
  }

  /** What the version says, row by row. */
  static List<Growth> growths(Map<String, Tensor> outputs, int rows) {
    float[] viral = numbers(outputs, Prediction.VIRAL_PROBABILITY, rows);
    float[] views = numbers(outputs, Prediction.LOG_GROWTH, rows);
    float[] likes = numbers(outputs, Prediction.LIKES_LOG_GROWTH, rows);
    float[] comments = numbers(outputs, Prediction.COMMENTS_LOG_GROWTH, rows);
    float[] peak = numbers(outputs, Prediction.HOURS_TO_PEAK, rows);
    List<Growth> growths = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      growths.add(new Growth(viral[row], views[row], likes[row], comments[row], peak[row]));
    }
    return growths;
  }

  /** One per row; NaN where the version has no such output. */
  private static float[] numbers(Map<String, Tensor> outputs, String name, int rows) {
    Tensor output = outputs.get(name);
    if (output != null && output.count() == rows) {
      return output.floats();
    }
    float[] unknown = new float[rows];
    Arrays.fill(unknown, Float.NaN);
    return unknown;
  }
}
