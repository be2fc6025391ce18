package com.ytempire.ml.local.server;

/**
 * A server or the data folder cannot be used; the message tells a user which, why and what to do.
 */
public final class ServerException extends RuntimeException {

  /** Creates a failure with a message made for the user of the command line. */
  public ServerException(String message) {
    super(message);
  }

  /** Creates a failure with a message made for the user of the command line. */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
