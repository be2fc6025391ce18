package com.ytempire.ml.training.transformer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.ytempire.ml.training.trainer.TrainingException;

/**
 * PyTorch in this process. Its library is in the class path and is unpacked once, to the folder
 * that {@code DJL_CACHE_DIR} names; nothing is downloaded. One thread computes, because on machines
 * that do other things as well more of them wait for each other ({@code ai.djl.pytorch.num_threads}
 * names another number). Safe to share.
 */
final class TorchEngine {
  private static final String NAME = "PyTorch";

  private TorchEngine() {}

  /**
   * The engine.
   *
   * @throws TrainingException when it cannot be loaded here
   */
  static Engine get() {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    try {
      return Engine.getEngine(NAME);
    } catch (RuntimeException | LinkageError e) {
      throw new TrainingException(
          ("PyTorch cannot be loaded on this machine (%s): it needs Linux on x86-64 with glibc, and"
                  + " some 500 MB of room in the folder that DJL_CACHE_DIR names")
              .formatted(e),
          e);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The first GPU where the engine was built for one and there is one, else the CPU. */
  static Device device() {
    return get().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
  }

  /** Memory for arrays on that device; the caller closes it. */
  static NDManager memory() {
    return NDManager.newBaseManager(device(), NAME);
  }
}
