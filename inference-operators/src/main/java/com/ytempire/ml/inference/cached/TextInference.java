package com.ytempire.ml.inference.cached;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers questions about texts. Safe to share; whoever got one closes it. */
public interface TextInference extends AutoCloseable {
  /**
   * Asks about one text.
   *
   * @param text a text with at least one character that is not white space
   * @param outputs what is wanted; its model must be configured
   * @return completes normally on every path, failures inside; never blocks the caller
   */
  CompletableFuture<TextResult> infer(String text, Set<TextOutput> outputs);

  /** Name of the model behind an output, or null where none is configured. */
  @Nullable String modelId(TextOutput output);

  /** What the models have done since they were loaded, for all callers together. */
  TextInferenceStatistics statistics();

  @Override
  void close();
}
