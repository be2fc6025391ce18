package com.ytempire.ml.inference.protocol;

/** A request that is answered with an error; the message is for its sender. */
final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int NOT_ACCEPTABLE = 406;
  static final int TOO_LARGE = 413;

  private final int status;

  ProtocolException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** A request that says something wrong. */
  static ProtocolException invalid(String format, Object... values) {
    return new ProtocolException(BAD_REQUEST, format.formatted(values));
  }

  /** HTTP status of the answer. */
  int status() {
    return status;
  }
}
