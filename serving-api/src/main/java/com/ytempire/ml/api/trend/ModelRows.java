package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.TrendModel.Growth;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    float[] growth = numbers(outputs, Prediction.LOG_GROWTH, rows);
    List<Growth> growths = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      growths.add(
          new Growth(
              viral == null ? Double.NaN : viral[row], growth == null ? Double.NaN : growth[row]));
    }
    return growths;
  }

  private static float @Nullable [] numbers(Map<String, Tensor> outputs, String name, int rows) {
    Tensor output = outputs.get(name);
    return output == null || output.count() != rows ? null : output.floats();
  }
}
