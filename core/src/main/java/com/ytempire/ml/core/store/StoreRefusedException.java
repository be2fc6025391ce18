package com.ytempire.ml.core.store;

/**
 * A store does not take a value, now or later: an id that is too long, a character it cannot hold,
 * a time it cannot write. Trying again is pointless; the batch's other writes may be sent without
 * the bad one.
 */
public final class StoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreRefusedException(String message) {
    super(message);
  }

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
