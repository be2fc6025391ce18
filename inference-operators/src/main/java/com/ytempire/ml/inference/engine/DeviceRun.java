package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.runtime.OutOfDeviceMemoryException;
import java.util.concurrent.Callable;

/** A run whose failure for want of memory batches understand. */
final class DeviceRun {
  private DeviceRun() {}

  static <T> T of(Callable<T> run) throws Exception {
    try {
      return run.call();
    } catch (OutOfDeviceMemoryException e) {
      throw new InferenceException(Reason.OUT_OF_MEMORY, String.valueOf(e.getMessage()), e);
    }
  }
}
