package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.model.ModelManifest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a version can take over from another one without its stream noticing. */
final class ModelFit {
  private ModelFit() {}

  /**
   * Why it cannot: the records lack something that it wants, or it answers in another form than the
   * version before, which whoever reads the results would misunderstand. Empty when it fits.
   *
   * @param serving the version before; null when that could not be loaded
   */
  static <I> Optional<String> objection(
      ModelInput<I> input, ModelManifest candidate, @Nullable ModelManifest serving) {
    try {
      input.bind(candidate);
    } catch (IllegalArgumentException e) {
      return Optional.of("the records do not fit it: " + e.getMessage());
    }
    return serving == null ? Optional.empty() : candidate.answersUnlike(serving);
  }
}
