package com.ytempire.ml.api.security;

import org.jspecify.annotations.Nullable;

/** A URL that was allowed gives nothing; the message can be sent to whoever sent the URL. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  FetchException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
