package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import com.ytempire.ml.core.settings.GpuSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens sessions with the options of a device. */
final class SessionFactory {
  /**
   * The level above also chooses memory layouts for the very processor, and what it saves is not to
   * be moved to another one; transformers gain nothing from it.
   */
  private static final OptLevel LEVEL = OptLevel.EXTENDED_OPT;

  private final OrtEnvironment environment;
  private final RuntimeSettings settings;
  private final Device device;
  private final Devices devices;

  SessionFactory(
      OrtEnvironment environment, RuntimeSettings settings, Device device, Devices devices) {
    this.environment = environment;
    this.settings = settings;
    this.device = device;
    this.devices = devices;
  }

  /**
   * Optimises a network and opens it.
   *
   * @param saveTo where to write the optimised network, or null
   */
  OrtSession optimizing(Path network, @Nullable Path saveTo) throws OrtException {
    return open(network, LEVEL, saveTo);
  }

  /** Opens a network that is optimised already. */
  OrtSession asIs(Path network) throws OrtException {
    return open(network, OptLevel.NO_OPT, null);
  }

  private OrtSession open(Path network, OptLevel level, @Nullable Path saveTo) throws OrtException {
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(settings.threads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(level);
      // Patterns are kept per input shape, and batches come in hundreds of shapes.
      options.setMemoryPatternOptimization(false);
      if (saveTo != null) {
        options.setOptimizedModelFilePath(saveTo.toString());
      }
      if (device.isCpu()) {
        return environment.createSession(network.toString(), options);
      }
      try (OrtCUDAProviderOptions cuda = cuda(settings.gpu())) {
        options.addCUDA(cuda);
        return environment.createSession(network.toString(), options);
      }
    }
  }

  private OrtCUDAProviderOptions cuda(GpuSettings gpu) throws OrtException {
    var options = new OrtCUDAProviderOptions(device.ordinal());
    long limit = devices.memoryLimit(device, gpu);
    if (limit > 0) {
      options.add("gpu_mem_limit", Long.toString(limit));
      options.add("arena_extend_strategy", "kSameAsRequested");
    }
    options.add("use_tf32", gpu.mixedPrecision() ? "1" : "0");
    return options;
  }
}
