package com.ytempire.ml.inference.cached;

import com.github.benmanes.caffeine.cache.Weigher;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.engine.ModelEngine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** One text model's engine behind a cache of results. Safe to share. */
final class CachedModel<O> {
  /** Rough size of an entry's objects beside its characters and numbers, in bytes. */
  private static final int ENTRY_BYTES = 160;

  private final ModelEngine engine;
  private final CachedInference<String, O> cache;
  private final Function<String, CompletableFuture<O>> ask;
  private volatile boolean closed;

  /**
   * @param engine leased by the caller for as long as this is open
   * @param cacheBytes most memory for remembered results; with 0 only results under way are shared
   * @param valueBytes size of one result
   * @param ask asks the engine about one text; tokenizes it on the caller's thread
   */
  CachedModel(
      ModelEngine engine,
      long cacheBytes,
      ToIntFunction<O> valueBytes,
      Function<String, CompletableFuture<O>> ask) {
    this.engine = engine;
    this.ask = ask;
    Weigher<String, O> weigher =
        (text, value) ->
            ENTRY_BYTES + Character.BYTES * text.length() + valueBytes.applyAsInt(value);
    this.cache = new CachedInference<>(cacheBytes, weigher, this::run);
  }

  CompletableFuture<O> get(String text) {
    return cache.get(text);
  }

  /** The model's name, without its version. */
  String modelId() {
    return engine.ref().name();
  }

  TextInferenceStatistics statistics() {
    return new TextInferenceStatistics(engine.statistics(), cache.hits(), cache.misses());
  }

  /** Refuses what is not remembered; others may go on using the engine. */
  void close() {
    closed = true;
  }

  private CompletableFuture<O> run(String text) {
    return closed
        ? CompletableFuture.failedFuture(
            new InferenceException(Reason.CLOSED, modelId() + ": closed", null))
        : ask.apply(text);
  }
}
