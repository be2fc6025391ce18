package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether CUDA works in this process. What ONNX Runtime lists as available says only how it was
 * built, and adding a device to a session's options says only that the libraries are there; so a
 * small network is run.
 */
interface CudaProbe {
  /** Whether this build of ONNX Runtime has CUDA at all. */
  boolean isInBuild();

  /**
   * Tries a device; takes seconds where CUDA is there.
   *
   * @return why it does not work, or null where it does
   */
  @Nullable String failure(int ordinal);

  /** Asks ONNX Runtime. */
  static CudaProbe real() {
    return new CudaProbe() {
      @Override
      public boolean isInBuild() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
      }

      @Override
      public @Nullable String failure(int ordinal) {
        byte[] network =
            new OnnxGraph("probe")
                .input(TensorSpec.of("x", TensorType.FLOAT32, 2L))
                .node("Add", "y", "x", "x")
                .output(TensorSpec.of("y", TensorType.FLOAT32, 2L))
                .toBytes();
        OrtEnvironment environment = ProcessEnvironment.get();
        try (var options = new OrtSession.SessionOptions()) {
          options.addCUDA(ordinal);
          try (OrtSession session = environment.createSession(network, options);
              OnnxTensor x =
                  OnnxTensor.createTensor(
                      environment, FloatBuffer.wrap(new float[] {1, 2}), new long[] {2});
              OrtSession.Result result = session.run(Map.of("x", x))) {
            float y = ((OnnxTensor) result.get(0)).getFloatBuffer().get(1);
            return y == 4 ? null : "it adds 2 and 2 to " + y;
          }
        } catch (OrtException | LinkageError e) {
          return String.valueOf(e.getMessage());
        }
      }
    };
  }
}
