package com.ytempire.ml.inference.runtime;

/**
 * A run needed more memory than its device has left. The session stays usable; a smaller batch may
 * fit.
 */
public final class OutOfDeviceMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfDeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
