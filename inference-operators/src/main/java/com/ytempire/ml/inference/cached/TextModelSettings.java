package com.ytempire.ml.inference.cached;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which text models to run, and how.
 *
 * @param embeddingModel configured name of the sentence encoder, or null when no embedding is
 *     needed
 * @param sentimentModel configured name of the sentiment model, or null when none is needed
 * @param engines where models are and how they run; others of the process that have equal ones
 *     share the loaded models
 * @param requestTimeout longest time that a text waits for its run, more than zero
 * @param cacheBytes most memory for remembered results, per model, at least 0; none are remembered
 *     for a model that {@link EngineSettings#remembers} speaks against
 */
public record TextModelSettings(
    @Nullable String embeddingModel,
    @Nullable String sentimentModel,
    EngineSettings engines,
    Duration requestTimeout,
    long cacheBytes)
    implements Serializable {

  /** Enough for about 18,000 titles with their embeddings. */
  public static final long DEFAULT_CACHE_BYTES = 32L << 20;

  /**
   * A feature must not depend on how busy the machine is; callers that serve people wait less long.
   */
  private static final Duration TITLE_TIMEOUT = Duration.ofMinutes(1);

  public TextModelSettings {
    if (embeddingModel == null && sentimentModel == null) {
      throw new IllegalArgumentException("text models: neither embedding nor sentiment is named");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException(
          "text models: request timeout %s; expected more than zero".formatted(requestTimeout));
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException(
          "text models: cache of %d bytes; expected 0 or more".formatted(cacheBytes));
    }
  }

  /** Settings for titles: a minute for each to wait, and 32 MiB of results per model. */
  public static TextModelSettings forTitles(
      @Nullable String embeddingModel, @Nullable String sentimentModel, EngineSettings engines) {
    return new TextModelSettings(
        embeddingModel, sentimentModel, engines, TITLE_TIMEOUT, DEFAULT_CACHE_BYTES);
  }

  /**
   * Settings for titles with engines as the environment says, without a {@code models.yaml}.
   *
   * @throws com.ytempire.ml.core.settings.SettingsException naming every wrong variable
   */
  public static TextModelSettings fromEnvironment(
      @Nullable String embeddingModel,
      @Nullable String sentimentModel,
      Map<String, String> environment) {
    return forTitles(
        embeddingModel,
        sentimentModel,
        EngineSettings.of(PlatformSettings.from(environment), Map.of()));
  }

  /** Most memory for remembered results of one model. */
  long cacheBytes(String modelName) {
    return engines.remembers(modelName) ? cacheBytes : 0;
  }
}
