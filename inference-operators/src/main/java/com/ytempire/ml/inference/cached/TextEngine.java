package com.ytempire.ml.inference.cached;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.TextClassificationEngine;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.sentiment.LabelledScore;
import com.ytempire.ml.inference.sentiment.SentimentHead;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The configured text models, each leased from the engines of this process and behind a cache of
 * results. Each text goes through a model once however many ask.
 *
 * <p>A process needs one of these per configuration: get it from {@link SharedTextEngines}.
 */
public final class TextEngine implements TextInference {
  /** Loading takes a second or two, but the downloads of other models may be ahead of it. */
  private static final Duration LOADING_LIMIT = Duration.ofMinutes(10);

  private final ModelLeases leases;
  private final @Nullable CachedModel<float[]> embeddings;
  private final @Nullable CachedModel<float[]> headEmbeddings;
  private final @Nullable SentimentHead head;
  private final @Nullable CachedModel<Double> classifier;

  /**
   * @param leases of all that the models name; closed with this
   * @throws ModelLoadException when the labels of the classifier are no sentiment
   */
  private TextEngine(TextModelSettings settings, TextModels models, ModelLeases leases) {
    this.leases = leases;
    this.head = models.head();
    this.embeddings = models.encoder() == null ? null : encoder(models.encoder(), settings, leases);
    ModelRef read = models.headEncoder();
    this.headEmbeddings =
        read == null
            ? null
            : read.equals(models.encoder()) ? embeddings : encoder(read, settings, leases);
    this.classifier =
        models.classifier() == null ? null : classifier(models.classifier(), settings, leases);
  }

  /**
   * Loads the configured models, or shares those that the process has; takes a second or two.
   *
   * @throws ModelLoadException when a model is unknown, missing or broken
   */
  public static TextEngine load(TextModelSettings settings) {
    CompletableFuture<TextEngine> loading = loadLater(settings);
    try {
      return await(loading);
    } catch (ModelLoadException e) {
      var unused = loading.thenAccept(TextEngine::close);
      throw e;
    }
  }

  /**
   * Begins to load the configured models; never blocks for more than a look at their folders.
   *
   * @return fails with a {@link ModelLoadException} when a model is broken
   * @throws ModelLoadException when a model is unknown or its folder lacks a file
   */
  static CompletableFuture<TextEngine> loadLater(TextModelSettings settings) {
    TextModels models = TextModels.of(settings);
    return ModelLeases.acquire(settings.engines(), models.versions())
        .thenApply(
            leases -> {
              try {
                return new TextEngine(settings, models, leases);
              } catch (RuntimeException e) {
                leases.close();
                throw e;
              }
            });
  }

  /**
   * Waits for models that are being loaded.
   *
   * @throws ModelLoadException when that fails, takes more than ten minutes or is interrupted
   */
  static TextEngine await(CompletableFuture<TextEngine> loading) {
    try {
      return loading.get(LOADING_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ModelLoadException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new ModelLoadException("text models: not loaded within %s".formatted(LOADING_LIMIT), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelLoadException("text models: interrupted while they were loaded", e);
    }
  }

  @Override
  public CompletableFuture<TextResult> infer(String text, Set<TextOutput> outputs) {
    try {
      boolean wantsEmbedding = outputs.contains(TextOutput.EMBEDDING);
      boolean wantsSentiment = outputs.contains(TextOutput.SENTIMENT);
      if (wantsEmbedding && wantsSentiment && head != null && embeddings == headEmbeddings) {
        return require(embeddings, TextOutput.EMBEDDING)
            .get(text)
            .handle((embedding, failure) -> withHead(text, embedding, failure));
      }
      CompletableFuture<TextResult> embedding =
          wantsEmbedding
              ? require(embeddings, TextOutput.EMBEDDING)
                  .get(text)
                  .handle((vector, failure) -> result(vector, Double.NaN, failure))
              : CompletableFuture.completedFuture(TextResult.EMPTY);
      return wantsSentiment ? embedding.thenCombine(sentiment(text), TextEngine::merge) : embedding;
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(TextResult.failed(e));
    }
  }

  @Override
  public @Nullable String modelId(TextOutput output) {
    return switch (output) {
      case EMBEDDING -> embeddings == null ? null : embeddings.modelId();
      case SENTIMENT -> {
        if (head != null) {
          yield head.modelId();
        }
        yield classifier == null ? null : classifier.modelId();
      }
    };
  }

  @Override
  public TextInferenceStatistics statistics() {
    CachedModel<?> busiest =
        embeddings != null ? embeddings : headEmbeddings != null ? headEmbeddings : classifier;
    return require(busiest, TextOutput.EMBEDDING).statistics();
  }

  /** Refuses what comes, and gives the models back; their last holder unloads them. */
  @Override
  public void close() {
    if (embeddings != null) {
      embeddings.close();
    }
    if (headEmbeddings != null) {
      headEmbeddings.close();
    }
    if (classifier != null) {
      classifier.close();
    }
    leases.close();
  }

  private CompletableFuture<TextResult> sentiment(String text) {
    SentimentHead bundled = head;
    CompletableFuture<Double> score =
        bundled != null
            ? require(headEmbeddings, TextOutput.SENTIMENT)
                .get(text)
                .thenApply(embedding -> bundled.score(text, embedding))
            : require(classifier, TextOutput.SENTIMENT).get(text);
    return score.handle(
        (value, failure) -> result(null, value == null ? Double.NaN : value, failure));
  }

  private TextResult withHead(
      String text, float @Nullable [] embedding, @Nullable Throwable failure) {
    if (embedding == null || head == null) {
      return result(null, Double.NaN, failure);
    }
    return new TextResult(embedding, head.score(text, embedding), null);
  }

  private static TextResult merge(TextResult embedding, TextResult sentiment) {
    return new TextResult(
        embedding.embedding(),
        sentiment.sentiment(),
        embedding.failure() != null ? embedding.failure() : sentiment.failure());
  }

  private static TextResult result(
      float @Nullable [] embedding, double sentiment, @Nullable Throwable failure) {
    return new TextResult(
        embedding, sentiment, failure == null ? null : TextResult.unwrap(failure));
  }

  private static <T> CachedModel<T> require(@Nullable CachedModel<T> model, TextOutput output) {
    if (model == null) {
      throw new IllegalStateException("no model is configured for " + output);
    }
    return model;
  }

  private static CachedModel<float[]> encoder(
      ModelRef version, TextModelSettings settings, ModelLeases leases) {
    TextEmbeddingEngine engine = leases.engine(version, TextEmbeddingEngine.class);
    return new CachedModel<>(
        engine,
        settings.cacheBytes(version.name()),
        embedding -> Float.BYTES * embedding.length,
        text -> engine.embed(text, settings.requestTimeout()));
  }

  private static CachedModel<Double> classifier(
      ModelRef version, TextModelSettings settings, ModelLeases leases) {
    TextClassificationEngine engine = leases.engine(version, TextClassificationEngine.class);
    LabelledScore score = LabelledScore.of(version.name(), engine.manifest().labels());
    return new CachedModel<>(
        engine,
        settings.cacheBytes(version.name()),
        value -> Double.BYTES,
        text -> engine.classify(text, settings.requestTimeout()).thenApply(score::of));
  }
}
