package com.ytempire.ml.inference.testing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trend predictors, one of rows and one of sequences, that answer in the same form and whose
 * answers a test can work out by hand. Both read {@code views}; missing ones count as none. Outputs
 * are {@code viral_probability}, the sigmoid of the other one, and {@code log_growth}.
 */
public final class GrowthModels {
  private static final int MOST_STEPS = 32;

  private static final List<TensorSpec> OUTPUTS =
      List.of(
          TensorSpec.of("viral_probability", TensorType.FLOAT32, -1L, 1L),
          TensorSpec.of("log_growth", TensorType.FLOAT32, -1L, 1L));

  private GrowthModels() {}

  /** What {@link #row} calls the log growth: {@code ln(1 + views)}. */
  public static double ofRow(double views) {
    return Math.log1p(Double.isNaN(views) ? 0 : views);
  }

  /**
   * What {@link #sequence} calls the log growth: from the first snapshot to the last, plus how many
   * there are.
   */
  public static double ofSequence(List<Double> views) {
    return ofRow(views.get(views.size() - 1)) - ofRow(views.get(0)) + views.size();
  }

  /** A version of rows. */
  public static ModelFolder row(Path directory, ModelRef ref) throws IOException {
    TensorSpec input = new TensorSpec("features", TensorType.FLOAT32, List.of(-1L, 1L), true);
    byte[] network =
        logOf(new OnnxGraph("row").input(input), "features")
            .node("Identity", "log_growth", "log")
            .node("Sigmoid", "viral_probability", "log_growth")
            .output(OUTPUTS.get(0))
            .output(OUTPUTS.get(1))
            .toBytes();
    return TinyModels.write(
        directory,
        ref,
        ModelTask.TABULAR,
        List.of("views"),
        new ModelSignature(List.of(input), OUTPUTS),
        1,
        network,
        example(Map.of("features", Tensor.of(new float[] {9}, 1, 1)), ofRow(9)));
  }

  /** What {@link #all} calls the log growth of likes and of comments, and the hours to the peak. */
  public static final float LIKES_GROWTH = 0.7f;

  public static final float COMMENTS_GROWTH = 0.1f;
  public static final float HOURS_TO_PEAK = 5;

  /**
   * A version of rows that also tells {@code likes_log_growth}, {@code comments_log_growth} and
   * {@code hours_to_peak}, the same of every row.
   */
  public static ModelFolder all(Path directory, ModelRef ref) throws IOException {
    TensorSpec input = new TensorSpec("features", TensorType.FLOAT32, List.of(-1L, 1L), true);
    Map<String, Float> told = new LinkedHashMap<>();
    told.put("likes_log_growth", LIKES_GROWTH);
    told.put("comments_log_growth", COMMENTS_GROWTH);
    told.put("hours_to_peak", HOURS_TO_PEAK);
    OnnxGraph graph =
        logOf(new OnnxGraph("all").input(input), "features")
            .node("Identity", "log_growth", "log")
            .node("Sigmoid", "viral_probability", "log_growth")
            .node("Mul", "none", "log", "nothing");
    List<TensorSpec> outputs = new ArrayList<>(OUTPUTS);
    Map<String, Tensor> answers = new LinkedHashMap<>(example(Map.of(), ofRow(9)).outputs());
    told.forEach(
        (name, value) -> {
          graph.constant(name + "_told", new float[] {value}, 1);
          graph.node("Add", name, "none", name + "_told");
          outputs.add(TensorSpec.of(name, TensorType.FLOAT32, -1L, 1L));
          answers.put(name, Tensor.of(new float[] {value}, 1, 1));
        });
    outputs.forEach(graph::output);
    return TinyModels.write(
        directory,
        ref,
        ModelTask.TABULAR,
        List.of("views"),
        new ModelSignature(List.of(input), outputs),
        1,
        graph.toBytes(),
        new KnownExample(Map.of("features", Tensor.of(new float[] {9}, 1, 1)), answers, 1e-5));
  }

  /** A version of sequences: inputs {@code sequence} {@code [-1, -1, 1]} and {@code mask}. */
  public static ModelFolder sequence(Path directory, ModelRef ref) throws IOException {
    TensorSpec rows = new TensorSpec("sequence", TensorType.FLOAT32, List.of(-1L, -1L, 1L), true);
    TensorSpec mask = TensorSpec.of("mask", TensorType.FLOAT32, -1L, -1L);
    byte[] network =
        logOf(new OnnxGraph("sequence").input(rows).input(mask), "sequence")
            .constant("third", new long[] {2}, 1)
            .constant("second", new long[] {1}, 1)
            .constant("start", new long[] {0}, 1)
            .node("Squeeze", "logs", "log", "third")
            .node("ReduceSum", "count", "mask", "second")
            .node("Cast", "counted", "to", 7, "count")
            .node("Sub", "newest", "counted", "second")
            .node("GatherElements", "last", "axis", 1, "logs", "newest")
            .node("Gather", "first", "axis", 1, "logs", "start")
            .node("Sub", "growth", "last", "first")
            .node("Add", "log_growth", "growth", "count")
            .node("Sigmoid", "viral_probability", "log_growth")
            .output(OUTPUTS.get(0))
            .output(OUTPUTS.get(1))
            .toBytes();
    return TinyModels.write(
        directory,
        ref,
        ModelTask.SEQUENCE,
        List.of("views"),
        new ModelSignature(List.of(rows, mask), OUTPUTS),
        MOST_STEPS,
        network,
        example(
            Map.of(
                "sequence", Tensor.of(new float[] {9, 99, 0}, 1, 3, 1),
                "mask", Tensor.of(new float[] {1, 1, 0}, 1, 3)),
            ofSequence(List.of(9.0, 99.0))));
  }

  /** Adds {@code log}: ln(1 + x), with nothing for what is missing. */
  private static OnnxGraph logOf(OnnxGraph graph, String input) {
    return graph
        .constant("nothing", new float[] {0}, 1)
        .constant("one", new float[] {1}, 1)
        .node("IsNaN", "missing", input)
        .node("Where", "known", "missing", "nothing", input)
        .node("Add", "more", "known", "one")
        .node("Log", "log", "more");
  }

  private static KnownExample example(Map<String, Tensor> inputs, double growth) {
    return new KnownExample(
        inputs,
        Map.of(
            "viral_probability",
            Tensor.of(new float[] {(float) (1 / (1 + Math.exp(-growth)))}, 1, 1),
            "log_growth",
            Tensor.of(new float[] {(float) growth}, 1, 1)),
        1e-5);
  }
}
