package com.ytempire.ml.core.settings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the models of text features are.
 *
 * @param cacheDir {@code MODEL_CACHE_DIR}: folder that the process may write to, default {@code
 *     .ytempire/models}
 * @param sentimentModelPath {@code SENTIMENT_MODEL_PATH}: folder of a sentiment model, or null for
 *     the one that is shipped
 */
public record ModelSettings(String cacheDir, @Nullable String sentimentModelPath)
    implements Serializable {

  static ModelSettings from(Variables variables) {
    String cache = variables.text("MODEL_CACHE_DIR");
    return new ModelSettings(
        cache == null ? ".ytempire/models" : cache, variables.text("SENTIMENT_MODEL_PATH"));
  }
}
