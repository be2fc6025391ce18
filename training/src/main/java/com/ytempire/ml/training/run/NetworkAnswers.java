package com.ytempire.ml.training.run;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.dataset.Example;
import com.ytempire.ml.training.dataset.Head;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks a network of rows as the service does, on ONNX Runtime on the CPU. */
final class NetworkAnswers {
  private static final int BATCH = 512;

  private NetworkAnswers() {}

  /**
   * The answers of a version that takes rows.
   *
   * @param features names of the examples' features, among them all that the version reads
   * @param heads which of its outputs
   */
  static Map<Head, double[]> of(
      ModelFolder version, List<String> features, List<Head> heads, List<Example> examples) {
    ModelManifest manifest = version.manifest();
    int[] places = manifest.features().stream().mapToInt(features::indexOf).toArray();
    return of(version.network(Variant.FLOAT32), manifest.signature(), places, heads, examples);
  }

  /**
   * The answers of a network.
   *
   * @param places of its columns among the features of the examples
   */
  static Map<Head, double[]> of(
      Path network,
      ModelSignature signature,
      int[] places,
      List<Head> heads,
      List<Example> examples) {
    String input = signature.inputs().get(0).name();
    Map<Head, double[]> answers = new EnumMap<>(Head.class);
    heads.forEach(head -> answers.put(head, new double[examples.size()]));
    try (OnnxSession session = OnnxSession.load(network, RuntimeSettings.onCpu())) {
      for (int from = 0; from < examples.size(); from += BATCH) {
        List<Example> part = examples.subList(from, Math.min(examples.size(), from + BATCH));
        Map<String, Tensor> outputs =
            session.run(
                Map.of(input, rows(part, places)),
                heads.stream().map(Head::word).collect(Collectors.toSet()));
        int first = from;
        answers.forEach(
            (head, numbers) -> {
              float[] given = Objects.requireNonNull(outputs.get(head.word()), head::word).floats();
              for (int i = 0; i < given.length; i++) {
                numbers[first + i] = given[i];
              }
            });
      }
    }
    return answers;
  }

  /** Rows of features in some of their places. */
  static Tensor rows(List<Example> examples, int[] places) {
    float[] values = new float[examples.size() * places.length];
    int next = 0;
    for (Example example : examples) {
      for (int place : places) {
        values[next++] = example.features()[place];
      }
    }
    return Tensor.of(values, examples.size(), places.length);
  }
}
