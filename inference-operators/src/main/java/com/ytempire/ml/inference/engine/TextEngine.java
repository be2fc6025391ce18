package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.sentiment.LabelledScore;
import com.ytempire.ml.inference.sentiment.SentimentClass;
import com.ytempire.ml.inference.sentiment.SentimentHead;
import com.ytempire.ml.inference.text.TextClassifier;
import com.ytempire.ml.inference.text.TextEncoder;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The configured text models, loaded. Each text goes through a model once however many ask.
 *
 * <p>A process needs one of these per configuration: get it from {@link SharedTextEngines}.
 */
public final class TextEngine implements TextInference {
  private final @Nullable CachedModel<float[]> embeddings;
  private final @Nullable CachedModel<float[]> headEmbeddings;
  private final @Nullable SentimentHead head;
  private final @Nullable CachedModel<Double> classifier;

  private TextEngine(
      @Nullable CachedModel<float[]> embeddings,
      @Nullable CachedModel<float[]> headEmbeddings,
      @Nullable SentimentHead head,
      @Nullable CachedModel<Double> classifier) {
    this.embeddings = embeddings;
    this.headEmbeddings = headEmbeddings;
    this.head = head;
    this.classifier = classifier;
  }

  /**
   * Loads the configured models; takes a second or two.
   *
   * @throws ModelLoadException when a model is unknown, missing or broken
   */
  public static TextEngine load(TextModelSettings settings) {
    TextModelResolver resolver = new TextModelResolver(settings);
    CachedModel<float[]> embeddings = null;
    CachedModel<float[]> headEmbeddings = null;
    SentimentHead head = null;
    CachedModel<Double> classifier = null;
    try {
      if (settings.embeddingModel() != null) {
        embeddings = encoder(resolver.encoder(settings.embeddingModel()), settings);
      }
      if (settings.sentimentModel() != null) {
        TextModelFiles files = resolver.sentimentClassifier(settings.sentimentModel());
        if (files != null) {
          classifier = classifier(files, settings);
        } else {
          head = SentimentHead.bundled();
          // The head reads the bundled encoder's embeddings and no other's.
          boolean shared = embeddings != null && embeddings.modelId().equals(head.encoderId());
          headEmbeddings = shared ? embeddings : encoder(TextModelFiles.bundledMiniLm(), settings);
        }
      }
      return new TextEngine(embeddings, headEmbeddings, head, classifier);
    } catch (RuntimeException e) {
      if (embeddings != null) {
        embeddings.close();
      }
      throw e;
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

  private static CachedModel<float[]> encoder(TextModelFiles files, TextModelSettings settings) {
    TextEncoder encoder = TextEncoder.load(files);
    return new CachedModel<>(
        encoder.modelId(),
        settings.batching(),
        settings.cacheBytes(),
        Float.BYTES * encoder.width(),
        encoder::tokenize,
        encoder::encode,
        encoder::close);
  }

  private static CachedModel<Double> classifier(TextModelFiles files, TextModelSettings settings) {
    TextClassifier classifier = TextClassifier.load(files, SentimentClass.names());
    LabelledScore score;
    try {
      score = LabelledScore.of(files.modelId(), classifier.labels());
    } catch (ModelLoadException e) {
      classifier.close();
      throw e;
    }
    return new CachedModel<>(
        classifier.modelId(),
        settings.batching(),
        settings.cacheBytes(),
        Double.BYTES,
        classifier::tokenize,
        texts -> classifier.classify(texts).stream().map(score::of).toList(),
        classifier::close);
  }
}
