package com.ytempire.ml.inference.runtime;

import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks that a test can work out by hand. */
final class Networks {
  private Networks() {}

  /** {@code y = 2 x + 1} on {@code [-1, 2]} floats. */
  static Path line(Path folder) throws IOException {
    return line(folder, 1);
  }

  /** {@code y = 2 x + constant} on {@code [-1, 2]} floats. */
  static Path line(Path folder, float constant) throws IOException {
    return write(
        folder,
        new OnnxGraph("line")
            .input(TensorSpec.of("x", TensorType.FLOAT32, -1L, 2L))
            .constant("constant", new float[] {constant}, 1)
            .node("Add", "twice", "x", "x")
            .node("Add", "y", "twice", "constant")
            .output(TensorSpec.of("y", TensorType.FLOAT32, -1L, 2L)));
  }

  /** Gives back what it got. */
  static Path identity(Path folder, TensorType type) throws IOException {
    return write(
        folder,
        new OnnxGraph("identity")
            .input(TensorSpec.of("x", type, -1L, -1L))
            .node("Identity", "y", "x")
            .output(TensorSpec.of("y", type, -1L, -1L)));
  }

  /** Repeats {@code x} {@code [1, 1]} into the shape given as {@code shape} {@code [2]}. */
  static Path expand(Path folder) throws IOException {
    return write(
        folder,
        new OnnxGraph("expand")
            .input(TensorSpec.of("x", TensorType.FLOAT32, 1L, 1L))
            .input(TensorSpec.of("shape", TensorType.INT64, 2L))
            .node("Expand", "y", "x", "shape")
            .output(TensorSpec.of("y", TensorType.FLOAT32, -1L, -1L)));
  }

  private static Path write(Path folder, OnnxGraph graph) throws IOException {
    return Files.write(folder.resolve("model.onnx"), graph.toBytes());
  }
}
