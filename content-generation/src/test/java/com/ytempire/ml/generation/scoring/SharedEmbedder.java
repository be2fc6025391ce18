package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.text.BundledEncoder;
import java.time.Duration;

/** The bundled encoder behind the platform's own inference, loaded once per test JVM. */
final class SharedEmbedder {
  private static final TextInference INFERENCE =
      SharedTextEngines.acquire(
          TextModelSettings.fromEnvironment(
              "sentence-transformers/all-MiniLM-L6-v2", null, BundledEncoder.environment()));
  private static final Embedder EMBEDDER = in(Duration.ofMinutes(1));

  private SharedEmbedder() {}

  static Embedder get() {
    return EMBEDDER;
  }

  /** The same model with another limit of time. */
  static Embedder in(Duration timeout) {
    return new InferenceEmbedder(INFERENCE, timeout);
  }
}
