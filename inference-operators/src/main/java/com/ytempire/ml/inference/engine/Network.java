package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.Map;
import java.util.Set;

/** What computes: a session of ONNX Runtime, or a test's stand-in. Safe to share. */
interface Network extends AutoCloseable {
  /** Opens the network of a version. */
  @FunctionalInterface
  interface Opener {
    Network open(ModelFolder folder, RuntimeSettings settings);
  }

  /** What the network itself says of its inputs and outputs. */
  ModelSignature tensors();

  /** {@code CPU}, or {@code CUDA:} and a number. */
  String device();

  Variant variant();

  /**
   * Runs on the caller's thread.
   *
   * @param wanted names of the outputs to give
   * @throws InferenceException with {@code OUT_OF_MEMORY} when the device's memory is short
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted);

  @Override
  void close();
}
