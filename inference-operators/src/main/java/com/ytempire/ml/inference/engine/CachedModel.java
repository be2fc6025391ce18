package com.ytempire.ml.inference.engine;

import com.github.benmanes.caffeine.cache.Weigher;
import com.ytempire.ml.inference.batching.BatchModel;
import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.CachedInference;
import com.ytempire.ml.inference.batching.DynamicBatcher;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One text model behind its batcher and its cache. Texts are tokenized on the caller's thread, so
 * that the batcher knows their lengths.
 */
final class CachedModel<O> implements AutoCloseable {
  /** Rough size of an entry's objects beside its characters and numbers, in bytes. */
  private static final int ENTRY_BYTES = 160;

  private final String modelId;
  private final DynamicBatcher<long[], O> batcher;
  private final CachedInference<String, O> cache;
  private final Function<String, long[]> tokenize;
  private volatile boolean closed;

  /**
   * @param valueBytes size of one result
   * @param release frees the model when its last run has returned
   */
  CachedModel(
      String modelId,
      BatcherSettings settings,
      long cacheBytes,
      int valueBytes,
      Function<String, long[]> tokenize,
      BatchModel<long[], O> model,
      Runnable release) {
    this.modelId = modelId;
    this.tokenize = tokenize;
    this.batcher = new DynamicBatcher<>(modelId, settings, model, tokens -> tokens.length, release);
    Weigher<String, O> weigher =
        (text, value) -> ENTRY_BYTES + Character.BYTES * text.length() + valueBytes;
    this.cache = new CachedInference<>(cacheBytes, weigher, this::run);
  }

  CompletableFuture<O> get(String text) {
    return cache.get(text);
  }

  String modelId() {
    return modelId;
  }

  TextInferenceStatistics statistics() {
    return new TextInferenceStatistics(batcher.statistics(), cache.hits(), cache.misses());
  }

  private CompletableFuture<O> run(String text) {
    // The tokenizer is freed with the model, so a closed batcher cannot be left to refuse this.
    return closed
        ? CompletableFuture.failedFuture(
            new InferenceException(Reason.CLOSED, modelId + ": closed", null))
        : batcher.submit(tokenize.apply(text));
  }

  @Override
  public void close() {
    closed = true;
    batcher.close();
  }
}
