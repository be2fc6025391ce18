package com.ytempire.ml.api.routing;

/** A model has no active version, so nobody can answer. */
public final class NoActiveModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoActiveModelException(String modelName) {
    super("model %s has no active version; activate one".formatted(modelName));
  }
}
