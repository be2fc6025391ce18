package com.ytempire.ml.inference.text;

import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the model that a configured name means: the folder configured for it, else {@code
 * MODEL_CACHE_DIR/<name>}, else what ships with the platform under that name.
 */
public final class TextModelResolver {
  private static final Logger LOG = LoggerFactory.getLogger(TextModelResolver.class);

  /** Names that the bundled encoder answers to. */
  private static final Set<String> BUNDLED_ENCODERS =
      new TreeSet<>(Set.of(TextModelFiles.MINILM, "all-MiniLM-L6-v2"));

  /** Names that the bundled sentiment head stands in for, its own among them. */
  private static final Set<String> BUNDLED_SENTIMENT =
      new TreeSet<>(
          Set.of(
              "cardiffnlp/twitter-roberta-base-sentiment",
              "cardiffnlp/twitter-roberta-base-sentiment-latest",
              "ytempire/sentiment-head-1"));

  /** Stand-ins already spoken of: once per process is enough. */
  private static final Set<String> ANNOUNCED = ConcurrentHashMap.newKeySet();

  private final ModelSettings settings;

  public TextModelResolver(ModelSettings settings) {
    this.settings = settings;
  }

  /**
   * Files of the configured encoder.
   *
   * @throws ModelLoadException when the name is unknown, or a configured folder lacks a file
   */
  public TextModelFiles encoder(String name) {
    TextModelFiles files = inFolders(name, settings.embeddingModelPath());
    if (files != null) {
      return files;
    }
    if (BUNDLED_ENCODERS.contains(name)) {
      return TextModelFiles.bundledMiniLm();
    }
    throw unknown("embedding", name, BUNDLED_ENCODERS, "EMBEDDING_MODEL_PATH");
  }

  /**
   * Files of the configured sentiment classifier, or null where the bundled head stands in for it.
   *
   * @throws ModelLoadException when the name is unknown, or a configured folder lacks a file
   */
  public @Nullable TextModelFiles sentimentClassifier(String name) {
    TextModelFiles files = inFolders(name, settings.sentimentModelPath());
    if (files != null) {
      return files;
    }
    if (!BUNDLED_SENTIMENT.contains(name)) {
      throw unknown("sentiment", name, BUNDLED_SENTIMENT, "SENTIMENT_MODEL_PATH");
    }
    if (ANNOUNCED.add(name)) {
      LOG.atInfo()
          .addKeyValue("modelId", name)
          .log(
              "no folder holds this sentiment model; the small bundled one is used instead (set"
                  + " SENTIMENT_MODEL_PATH or MODEL_CACHE_DIR to change that)");
    }
    return null;
  }

  private @Nullable TextModelFiles inFolders(String name, @Nullable String path) {
    if (path != null) {
      return TextModelFiles.inDirectory(name, Path.of(path));
    }
    Path cached = Path.of(settings.cacheDir(), name);
    return TextModelFiles.areIn(cached) ? TextModelFiles.inDirectory(name, cached) : null;
  }

  private ModelLoadException unknown(
      String kind, String name, Set<String> known, String pathVariable) {
    return new ModelLoadException(
        ("%s model '%s' is unknown; bundled are %s. Another model runs from a folder with %s and"
                + " %s: set %s to it, or put it at MODEL_CACHE_DIR/%s (MODEL_CACHE_DIR is %s)")
            .formatted(
                kind,
                name,
                known,
                TextModelFiles.MODEL,
                TextModelFiles.TOKENIZER,
                pathVariable,
                name,
                settings.cacheDir()));
  }
}
