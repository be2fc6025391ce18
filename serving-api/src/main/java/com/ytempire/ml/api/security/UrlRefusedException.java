package com.ytempire.ml.api.security;

/** A URL that must not be used; the message says why, without what is known of the network. */
public final class UrlRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  UrlRefusedException(String reason) {
    super(reason);
  }
}
