package com.ytempire.ml.training.network;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a network of examples as the service does, on ONNX Runtime on the CPU. */
final class NetworkAnswers {
  private static final int BATCH = 512;

  private NetworkAnswers() {}

  /**
   * The answers of a version that takes rows or sequences.
   *
   * @param features names of the examples' features, among them all that the version reads
   * @param heads which of its outputs
   */
  static Map<Head, double[]> of(
      ModelFolder version, List<String> features, List<Head> heads, List<Example> examples) {
    ModelManifest manifest = version.manifest();
    int[] places = manifest.features().stream().mapToInt(features::indexOf).toArray();
    var inputs =
        new NetworkInputs(manifest.task(), manifest.signature(), places, manifest.maxTokens());
    return of(version.network(Variant.FLOAT32), inputs, heads, examples);
  }

  /** The answers of a network. */
  static Map<Head, double[]> of(
      Path network, NetworkInputs inputs, List<Head> heads, List<Example> examples) {
    Set<String> outputs = heads.stream().map(Head::word).collect(Collectors.toSet());
    Map<Head, double[]> answers = new EnumMap<>(Head.class);
    heads.forEach(head -> answers.put(head, new double[examples.size()]));
    try (OnnxSession session = OnnxSession.load(network, RuntimeSettings.onCpu())) {
      for (List<Integer> batch : inputs.batches(examples, BATCH)) {
        Map<String, Tensor> given =
            session.run(inputs.of(batch.stream().map(examples::get).toList()), outputs);
        answers.forEach(
            (head, numbers) -> {
              float[] some = Objects.requireNonNull(given.get(head.word()), head::word).floats();
              for (int i = 0; i < some.length; i++) {
                numbers[batch.get(i)] = some[i];
              }
            });
      }
    }
    return answers;
  }
}
