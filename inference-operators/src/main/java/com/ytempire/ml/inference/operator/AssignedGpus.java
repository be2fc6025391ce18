package com.ytempire.ml.inference.operator;

import java.util.List;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * The GPUs that Flink's external resource framework gave to a task manager. All its tasks share
 * them: the framework does not divide them among slots.
 */
final class AssignedGpus {
  /** Name of the resource in {@code external-resources}. */
  static final String RESOURCE = "gpu";

  /** Property under which Flink's GPU driver keeps a device's number. */
  static final String INDEX = "index";

  private AssignedGpus() {}

  /**
   * Their numbers, ascending; empty where the cluster does not manage GPUs.
   *
   * @throws IllegalStateException when a driver names a device otherwise than by its number
   */
  static List<Integer> of(RuntimeContext context) {
    return context.getExternalResourceInfos(RESOURCE).stream()
        .map(AssignedGpus::index)
        .sorted()
        .toList();
  }

  private static int index(ExternalResourceInfo device) {
    String index = device.getProperty(INDEX).orElse("");
    try {
      return Integer.parseInt(index);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "external resource %s: property %s is '%s'; expected a device's number"
              .formatted(RESOURCE, INDEX, index),
          e);
    }
  }
}
