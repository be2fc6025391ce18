package com.ytempire.ml.features.series;

import org.jspecify.annotations.Nullable;

/** The bytes given as state were not written by this software, or are damaged. */
public final class SeriesStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SeriesStateException(String message) {
    super(message);
  }

  public SeriesStateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
