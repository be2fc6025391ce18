package com.ytempire.ml.api.routing;

import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import java.util.Optional;

/** Whether a version can answer in place of another one without its callers noticing. */
public final class VersionFit {
  private VersionFit() {}

  /**
   * Why it cannot: it answers in another form, or is of another kind. A version of rows and one of
   * sequences can stand for each other, for whoever has a sequence has its newest row. Empty when
   * it fits.
   */
  public static Optional<String> objection(ModelManifest serving, ModelManifest candidate) {
    if (serving.task() != candidate.task()
        && !(readsRows(serving.task()) && readsRows(candidate.task()))) {
      return Optional.of(
          "it is a model for %s; expected %s".formatted(candidate.task(), serving.task()));
    }
    Optional<String> length = candidate.lengthObjection();
    return length.isPresent() && serving.lengthObjection().isEmpty()
        ? length
        : candidate.answersUnlike(serving);
  }

  private static boolean readsRows(ModelTask task) {
    return task == ModelTask.TABULAR || task == ModelTask.SEQUENCE;
  }
}
