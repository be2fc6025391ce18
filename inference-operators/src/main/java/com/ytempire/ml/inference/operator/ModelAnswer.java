package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelManifest;
import java.time.Duration;

/**
 * What a version answered.
 *
 * @param manifest of the version that answered; its labels and outputs say what the values are
 * @param values the model's numbers; the caller's own
 * @param device where it ran, {@code CPU} or {@code CUDA:} and a number
 * @param latency from the first try until the answer: loading, queueing and retries included
 * @param attempts tries that it took, at least 1
 */
public record ModelAnswer(
    ModelManifest manifest, float[] values, String device, Duration latency, int attempts) {
  /** The version that answered. */
  public ModelRef version() {
    return manifest.ref();
  }
}
