package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import java.util.List;
import java.util.Locale;

/** Tells ONNX Runtime's failures apart; it has a code for few of them, so some go by message. */
final class RunFailures {
  /**
   * The arena's message, C++'s, CUDA's and cuBLAS's, in lower case. None of them has a code of its
   * own.
   */
  private static final List<String> OUT_OF_MEMORY =
      List.of(
          "failed to allocate memory",
          "bad_alloc",
          "out of memory",
          "status_alloc_failed",
          "available memory of");

  private RunFailures() {}

  static boolean isOutOfMemory(OrtException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }

  /**
   * What a caller of a run is told.
   *
   * @param where the network and its device
   */
  static RuntimeException of(String where, OrtException failure) {
    String message = where + ": " + failure.getMessage();
    if (isOutOfMemory(failure)) {
      return new OutOfDeviceMemoryException(message, failure);
    }
    return failure.getCode() == OrtErrorCode.ORT_INVALID_ARGUMENT
        ? new IllegalArgumentException(message, failure)
        : new ModelRunException(message, failure);
  }
}
