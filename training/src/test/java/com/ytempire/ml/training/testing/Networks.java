package com.ytempire.ml.training.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs exported networks as the service does. */
public final class Networks {
  private Networks() {}

  /** Asserts that ONNX Runtime answers as the trainer does, within 1e-4. */
  public static void assertSameAnswers(TrainedModel model, List<Example> examples, Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.onnx());
    Map<Head, double[]> expected = model.answer(examples);
    try (OnnxSession session = OnnxSession.load(file, RuntimeSettings.onCpu())) {
      for (int batch : new int[] {1, 7, examples.size()}) {
        for (int from = 0; from < examples.size(); from += batch) {
          List<Example> part = examples.subList(from, Math.min(examples.size(), from + batch));
          Map<String, Tensor> outputs = session.run(inputs(model, part));
          for (Head head : model.heads()) {
            Tensor output = outputs.get(head.word());
            assertThat(output.size(0)).isEqualTo(part.size());
            assertThat(output.size(1)).isEqualTo(1);
            for (int i = 0; i < part.size(); i++) {
              assertThat((double) output.floats()[i])
                  .as("%s of row %d in batches of %d", head, from + i, batch)
                  .isCloseTo(expected.get(head)[from + i], within(1e-4));
            }
          }
        }
      }
    }
  }

  /** The tensors of a model of rows or of sequences; these are filled up with zeros. */
  public static Map<String, Tensor> inputs(TrainedModel model, List<Example> examples) {
    int width = examples.get(0).features().length;
    if (model.task() == ModelTask.TABULAR) {
      float[] values = new float[examples.size() * width];
      for (int i = 0; i < examples.size(); i++) {
        System.arraycopy(examples.get(i).features(), 0, values, i * width, width);
      }
      return Map.of("features", Tensor.of(values, examples.size(), width));
    }
    int longest = examples.stream().mapToInt(Example::steps).max().orElseThrow();
    float[] values = new float[examples.size() * longest * width];
    float[] mask = new float[examples.size() * longest];
    for (int i = 0; i < examples.size(); i++) {
      for (int step = 0; step < examples.get(i).steps(); step++) {
        float[] row = examples.get(i).step(step);
        System.arraycopy(row, 0, values, (i * longest + step) * width, width);
        mask[i * longest + step] = 1;
      }
    }
    return Map.of(
        "sequence", Tensor.of(values, examples.size(), longest, width),
        "mask", Tensor.of(mask, examples.size(), longest));
  }

  /** The folder of a version of the model, which knows some examples' answers. */
  public static ModelFolder version(
      ModelRef ref, TrainedModel model, List<String> features, List<Example> known, Path folder)
      throws IOException {
    Files.write(folder.resolve("model.onnx"), model.onnx());
    Map<String, Tensor> outputs = new HashMap<>();
    model
        .answer(known)
        .forEach(
            (head, answers) -> {
              float[] numbers = new float[answers.length];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) answers[i];
              }
              outputs.put(head.word(), Tensor.of(numbers, numbers.length, 1));
            });
    return new ModelFolder(
        new ModelManifest(
            ref,
            model.task(),
            model.signature(),
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            features,
            List.of(),
            SnapshotSequence.MOST_STEPS,
            new KnownExample(inputs(model, known), outputs, 1e-4),
            null,
            null,
            Instant.parse("2026-01-05T12:00:00Z"),
            Map.of(),
            List.of()),
        folder);
  }
}
