package com.ytempire.ml.inference.runtime;

import com.ytempire.ml.core.settings.GpuSettings;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.inference.model.Variant;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How networks are run.
 *
 * @param gpu whether and how accelerators are used
 * @param ordinals numbers, as this process counts them, of the devices that may be used; where the
 *     CUDA driver was told {@code CUDA_VISIBLE_DEVICES} it counts those from 0
 * @param threads threads inside one run on the CPU, at least 1. One uses a machine best when there
 *     is a caller per core, and lets several models share it
 * @param optimizedFolder folder in which optimised networks are kept, made when needed, or null to
 *     optimise at every load
 * @param preferred network of a version to run on the CPU where the version has it
 */
public record RuntimeSettings(
    GpuSettings gpu,
    List<Integer> ordinals,
    int threads,
    @Nullable String optimizedFolder,
    Variant preferred)
    implements Serializable {

  /** Folder of optimised networks inside the model cache. */
  private static final String OPTIMIZED = "optimized";

  public RuntimeSettings {
    ordinals = List.copyOf(ordinals);
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads inside a run: %d; expected at least 1".formatted(threads));
    }
  }

  /** On the CPU, one thread inside a run, 32-bit floats, nothing kept. */
  public static RuntimeSettings onCpu() {
    return new RuntimeSettings(GpuSettings.none(), List.of(), 1, null, Variant.FLOAT32);
  }

  /** As the environment says, with every device that the driver shows to the process. */
  public static RuntimeSettings of(GpuSettings gpu, ModelSettings models) {
    return new RuntimeSettings(
        gpu,
        IntStream.range(0, gpu.devices().size()).boxed().toList(),
        1,
        Path.of(models.cacheDir(), OPTIMIZED).toString(),
        models.preferQuantized() ? Variant.INT8 : Variant.FLOAT32);
  }

  /**
   * The same on other devices, such as those that a cluster has given to a task.
   *
   * @param ordinals numbers as this process counts them; none means the CPU
   */
  public RuntimeSettings on(List<Integer> ordinals) {
    return new RuntimeSettings(gpu, ordinals, threads, optimizedFolder, preferred);
  }

  /** The same with another preference. */
  public RuntimeSettings preferring(Variant variant) {
    return new RuntimeSettings(gpu, ordinals, threads, optimizedFolder, variant);
  }

  /** The same with a folder for optimised networks. */
  public RuntimeSettings keepingOptimizedIn(Path folder) {
    return new RuntimeSettings(gpu, ordinals, threads, folder.toString(), preferred);
  }
}
