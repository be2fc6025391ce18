package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.store.StoreRefusedException;

/** What a store refuses, in the caller's words. */
final class Refusals {
  private Refusals() {}

  /** A refusal by the platform's own rules says why; one by the server stays in the log. */
  static ProblemException problem(StoreRefusedException refusal) {
    return refusal.getCause() == null
        ? ProblemException.conflict(String.valueOf(refusal.getMessage()))
        : ProblemException.conflict("the registry cannot hold this");
  }
}
