package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model once in each size that requests will bring, so that no caller waits for memory to be
 * laid out or kernels to be chosen: powers of two of rows, and the task's lengths.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private WarmUp() {}

  /**
   * Runs each batch size at the shortest length and each length alone; on an accelerator, where
   * each shape has kernels of its own, all sizes at all lengths.
   *
   * @param maxBatchSize most rows in one run
   * @throws Exception what the model throws; that a large batch does not fit into memory is no
   *     failure, because such batches are halved
   */
  static <I, O> void run(ModelManifest manifest, Task<I, O> task, int maxBatchSize)
      throws Exception {
    boolean everyShape = !task.device().equals("CPU");
    List<Integer> lengths = task.lengthsToWarmUp();
    for (int length : lengths) {
      for (int size : upTo(1, maxBatchSize)) {
        if (size == 1 || everyShape || length == lengths.get(0)) {
          run(manifest, task, length, size);
        }
      }
    }
  }

  private static <I, O> void run(ModelManifest manifest, Task<I, O> task, int length, int size)
      throws Exception {
    try {
      List<O> results = task.run(Collections.nCopies(size, task.sample(length)));
      if (results.size() != size) {
        throw new IllegalStateException(
            "%d results for %d requests".formatted(results.size(), size));
      }
    } catch (InferenceException e) {
      if (size == 1 || e.reason() != Reason.OUT_OF_MEMORY) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("modelId", manifest.ref().modelId())
          .addKeyValue("batchSize", size)
          .addKeyValue("length", length)
          .log("a batch does not fit into the device's memory; such batches will be halved");
    }
  }

  /** The smallest, its doubles below the largest, and the largest. */
  static List<Integer> upTo(int smallest, int largest) {
    List<Integer> sizes = new ArrayList<>();
    for (int size = smallest; size < largest; size *= 2) {
      sizes.add(size);
    }
    sizes.add(largest);
    return sizes;
  }
}
