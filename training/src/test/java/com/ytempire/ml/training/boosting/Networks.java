package com.ytempire.ml.training.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.dataset.Example;
import com.ytempire.ml.training.dataset.Head;
import com.ytempire.ml.training.trainer.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs exported networks as the service does. */
final class Networks {
  private Networks() {}

  /** Asserts that ONNX Runtime answers as the trainer does, within 1e-4. */
  static void assertSameAnswers(TrainedModel model, List<Example> examples, Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.onnx());
    Map<Head, double[]> expected = model.answer(examples);
    try (OnnxSession session = OnnxSession.load(file, RuntimeSettings.onCpu())) {
      for (int batch : new int[] {1, 7, examples.size()}) {
        for (int from = 0; from < examples.size(); from += batch) {
          List<Example> part = examples.subList(from, Math.min(examples.size(), from + batch));
          Map<String, Tensor> outputs = session.run(Map.of("features", tensor(part)));
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

  private static Tensor tensor(List<Example> examples) {
    int width = examples.get(0).features().length;
    float[] values = new float[examples.size() * width];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).features(), 0, values, i * width, width);
    }
    return Tensor.of(values, examples.size(), width);
  }
}
