package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Sums two numbers and 100, once a test lets it, as far as its memory goes. */
final class SlowNetwork implements Network {
  final Semaphore started = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);

  /** Whether runs wait for {@link #open}. */
  volatile boolean gated;

  volatile int mostRows = 1000;
  volatile boolean closed;

  void open() {
    gated = false;
    allowed.release(1000);
  }

  @Override
  public ModelSignature tensors() {
    return new ModelSignature(
        List.of(TensorSpec.of("features", TensorType.FLOAT32, -1L, 2L)),
        List.of(TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L)));
  }

  @Override
  public String device() {
    return "CPU";
  }

  @Override
  public Variant variant() {
    return Variant.FLOAT32;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
    float[] rows = inputs.values().iterator().next().floats();
    float[] sums = new float[rows.length / 2];
    if (gated) {
      started.release();
      allowed.acquireUninterruptibly();
    }
    if (sums.length > mostRows) {
      throw new InferenceException(
          Reason.OUT_OF_MEMORY, "no room for %d rows".formatted(sums.length), null);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = rows[2 * i] + rows[2 * i + 1] + 100;
    }
    return Map.of("sum", Tensor.of(sums, sums.length, 1));
  }

  @Override
  public void close() {
    closed = true;
  }
}
