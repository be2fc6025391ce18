package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "ORT_FAIL, Failed to allocate memory for requested buffer of size 4096",
    "ORT_RUNTIME_EXCEPTION, std::bad_alloc",
    "ORT_FAIL, CUDA failure 2: out of memory ; GPU=0",
    "ORT_FAIL, CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
    "ORT_FAIL, Available memory of 1048576 is smaller than requested bytes of 4194304"
  })
  void tellsMemoryThatRanOut(OrtErrorCode code, String message) {
    RuntimeException failure = RunFailures.of("m on CUDA:0", new OrtException(code, message));

    assertThat(failure)
        .isInstanceOf(OutOfDeviceMemoryException.class)
        .hasMessageContaining("m on CUDA:0: ")
        .hasMessageContaining(message);
  }

  @Test
  void tellsABadRequestFromAFailure() {
    assertThat(of(OrtErrorCode.ORT_INVALID_ARGUMENT)).isInstanceOf(IllegalArgumentException.class);
    assertThat(of(OrtErrorCode.ORT_EP_FAIL)).isInstanceOf(ModelRunException.class);
  }

  private static RuntimeException of(OrtErrorCode code) {
    return RunFailures.of("m", new OrtException(code, "something else"));
  }
}
