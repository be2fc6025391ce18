package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.OutOfDeviceMemoryException;
import java.util.Map;
import java.util.Set;

/** A session of ONNX Runtime whose failures batches understand. */
record OnnxNetwork(OnnxSession session) implements Network {
  @Override
  public ModelSignature tensors() {
    return session.tensors();
  }

  @Override
  public String device() {
    return session.device();
  }

  @Override
  public Variant variant() {
    return session.variant();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
    try {
      return session.run(inputs, wanted);
    } catch (OutOfDeviceMemoryException e) {
      throw new InferenceException(Reason.OUT_OF_MEMORY, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
