package com.ytempire.ml.api.routing;

import com.ytempire.ml.inference.model.ModelManifest;
import java.util.Optional;

/** Whether a version can answer in place of another one without its callers noticing. */
public final class VersionFit {
  private VersionFit() {}

  /** Why it cannot: it answers in another form. Empty when it fits. */
  public static Optional<String> objection(ModelManifest serving, ModelManifest candidate) {
    if (serving.task() != candidate.task()) {
      return Optional.of(
          "it is a model for %s; expected %s".formatted(candidate.task(), serving.task()));
    }
    return candidate.answersUnlike(serving);
  }
}
