package com.ytempire.ml.drift.profile;

/** A profile that cannot be read. The message says where it is wrong and what was expected. */
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProfileException(String message, Object... arguments) {
    super(message.formatted(arguments));
  }
}
