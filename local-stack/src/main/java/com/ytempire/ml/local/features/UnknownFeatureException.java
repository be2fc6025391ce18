package com.ytempire.ml.local.features;

/** A user named something that is not there; the message suggests what may have been meant. */
public final class UnknownFeatureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownFeatureException(String message) {
    super(message);
  }
}
