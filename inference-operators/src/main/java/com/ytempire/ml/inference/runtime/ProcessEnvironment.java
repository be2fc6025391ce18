package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime itself: one per process, freed by its end alone.
 *
 * <p>Its Java binding frees it in a shutdown hook, whoever still uses it, and that crashes a
 * process that ends while a model is loaded. The native environment counts its holders, so this
 * class holds it once more. The binding has no public call for that.
 */
final class ProcessEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessEnvironment.class);
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  static {
    hold();
  }

  private ProcessEnvironment() {}

  static OrtEnvironment get() {
    return ENVIRONMENT;
  }

  private static void hold() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      create.invoke(
          null,
          api.getLong(null),
          OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
          "ytempire");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("a process that ends while it loads a model may crash instead of ending", e);
    }
  }
}
