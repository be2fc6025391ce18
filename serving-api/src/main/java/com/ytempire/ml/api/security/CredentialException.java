package com.ytempire.ml.api.security;

/** A credential proves nothing; the message says why and can be sent to whoever sent it. */
final class CredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  CredentialException(String reason) {
    super(reason, null, false, false); // Happens per request, and where is of no interest.
  }
}
