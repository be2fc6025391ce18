package com.ytempire.ml.core.store;

import org.jspecify.annotations.Nullable;

/** A server behind a store did not answer, or refused for now. Trying again later may succeed. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
