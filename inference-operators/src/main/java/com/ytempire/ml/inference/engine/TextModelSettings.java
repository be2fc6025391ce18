package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatcherSettings;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which text models to run, and how.
 *
 * @param embeddingModel configured name of the sentence encoder, or null when no embedding is
 *     needed
 * @param sentimentModel configured name of the sentiment model, or null when none is needed
 * @param modelCacheDir folder with one folder per model name, or null
 * @param embeddingModelPath folder of the encoder, or null; goes before every other place
 * @param sentimentModelPath folder of the sentiment classifier, or null; goes before every other
 *     place
 * @param batching limits of each model's queue
 * @param cacheBytes most memory for remembered results, per model, at least 0
 */
public record TextModelSettings(
    @Nullable String embeddingModel,
    @Nullable String sentimentModel,
    @Nullable String modelCacheDir,
    @Nullable String embeddingModelPath,
    @Nullable String sentimentModelPath,
    BatcherSettings batching,
    long cacheBytes)
    implements Serializable {

  /** Enough for about 18,000 titles with their embeddings. */
  public static final long DEFAULT_CACHE_BYTES = 32L << 20;

  public TextModelSettings {
    if (embeddingModel == null && sentimentModel == null) {
      throw new IllegalArgumentException("text models: neither embedding nor sentiment is named");
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException(
          "text models: cache of %d bytes; expected 0 or more".formatted(cacheBytes));
    }
  }

  /**
   * Settings for titles on a CPU, with the folders that the environment names: {@code
   * MODEL_CACHE_DIR}, {@code EMBEDDING_MODEL_PATH}, {@code SENTIMENT_MODEL_PATH}.
   */
  public static TextModelSettings fromEnvironment(
      @Nullable String embeddingModel,
      @Nullable String sentimentModel,
      Map<String, String> environment) {
    return new TextModelSettings(
        embeddingModel,
        sentimentModel,
        value(environment, "MODEL_CACHE_DIR"),
        value(environment, "EMBEDDING_MODEL_PATH"),
        value(environment, "SENTIMENT_MODEL_PATH"),
        BatcherSettings.forTitlesOnCpu(),
        DEFAULT_CACHE_BYTES);
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
