package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.operator.CombineAnswers;
import com.ytempire.ml.inference.operator.ModelAnswer;
import com.ytempire.ml.jobs.io.VideoVector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes the rows and sequences that trend predictors read, and predictions of what it answers. */
final class TrendPredictions implements CombineAnswers<VideoVector, Prediction> {
  private static final long serialVersionUID = 1L;
  private static final double LIKELY = 0.5;

  @SuppressWarnings("serial") // the constructor takes serializable clocks only
  private final Clock clock;

  /**
   * @param clock tells when an answer came
   */
  <C extends Clock & java.io.Serializable> TrendPredictions(C clock) {
    this.clock = clock;
  }

  /**
   * How a version's rows are made; a number that is null becomes NaN.
   *
   * @param known names of the numbers that vectors have
   * @param wanted names of the version's columns, in their order
   * @throws IllegalArgumentException naming the columns that vectors do not have
   */
  static Function<VideoVector, float[]> row(List<String> known, List<String> wanted) {
    String[] columns = columns(known, wanted);
    return vector -> row(vector, columns);
  }

  /**
   * How a version's sequences are made: the rows of the snapshots before a vector that are known,
   * oldest first, then its own.
   *
   * @param known names of the numbers that vectors have
   * @param wanted names of the version's columns, in their order
   * @throws IllegalArgumentException naming the columns that vectors do not have
   */
  static Function<VideoVector, float[][]> sequence(List<String> known, List<String> wanted) {
    String[] columns = columns(known, wanted);
    return vector -> {
      byte[] earlier = vector.earlier();
      SnapshotRows before = earlier.length == 0 ? SnapshotRows.NONE : SnapshotRows.ofBytes(earlier);
      float[][] rows = Arrays.copyOf(before.rows(wanted), before.count() + 1);
      rows[before.count()] = row(vector, columns);
      return rows;
    };
  }

  private static String[] columns(List<String> known, List<String> wanted) {
    Set<String> missing = new HashSet<>(wanted);
    known.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "feature vectors have no %s; known: %s".formatted(missing, known));
    }
    return wanted.toArray(String[]::new);
  }

  private static float[] row(VideoVector vector, String[] columns) {
    float[] row = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      row[i] = (float) vector.number(columns[i]);
    }
    return row;
  }

  @Override
  public Prediction combine(VideoVector vector, Map<String, ModelAnswer> answers) {
    ModelAnswer answer = answers.values().iterator().next();
    ModelManifest manifest = answer.manifest();
    Map<String, Double> inputs = new HashMap<>(manifest.features().size() * 2);
    for (String name : manifest.features()) {
      inputs.put(name, vector.number(name));
    }
    Map<String, Double> outputs = outputs(manifest, answer.values());
    double views = vector.number("views");
    Double growth = outputs.get(Prediction.LOG_GROWTH);
    if (growth != null && !Double.isNaN(views)) {
      outputs.put(Prediction.EXPECTED_VIEWS, Growth.viewsAfter(views, growth));
    }
    Instant now = clock.instant();
    return new Prediction(
        manifest.ref(),
        Prediction.TREND,
        vector.entity(),
        vector.eventId(),
        vector.eventTime(),
        vector.knownAt(),
        inputs,
        outputs,
        confidence(outputs),
        answer.latency().toMillis(),
        now,
        Map.of("device", answer.device(), "attempts", Integer.toString(answer.attempts())));
  }

  /** The probability of the answer that the model holds likelier; 0 where it gives none. */
  private static double confidence(Map<String, Double> outputs) {
    double probability = outputs.getOrDefault(Prediction.VIRAL_PROBABILITY, Double.NaN);
    if (!(probability >= 0 && probability <= 1)) {
      return 0;
    }
    return probability >= LIKELY ? probability : 1 - probability;
  }

  /** The numbers of an answer by the names of the version's outputs. */
  private static Map<String, Double> outputs(ModelManifest manifest, float[] values) {
    List<String> names = names(manifest);
    if (names.size() != values.length) {
      throw new IllegalStateException(
          "%s answered %d numbers; its manifest names %s"
              .formatted(manifest.ref(), values.length, names));
    }
    Map<String, Double> outputs = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      outputs.put(names.get(i), (double) values[i]);
    }
    return outputs;
  }

  /** One name per number: that of its output, numbered where an output has several. */
  private static List<String> names(ModelManifest manifest) {
    List<String> names = new ArrayList<>();
    for (TensorSpec output : manifest.signature().outputs()) {
      long width = 1;
      for (int i = 1; i < output.shape().size(); i++) {
        width *= output.shape().get(i);
      }
      for (int i = 0; i < width; i++) {
        names.add(width == 1 ? output.name() : output.name() + "_" + i);
      }
    }
    return names;
  }
}
