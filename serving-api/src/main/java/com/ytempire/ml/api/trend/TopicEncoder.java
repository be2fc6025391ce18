package com.ytempire.ml.api.trend;

import java.util.concurrent.CompletableFuture;

/** Embeds topics where the titles of content are embedded. Safe to share. */
public interface TopicEncoder extends AutoCloseable {
  /** Name and version of the encoder, as the content index has it. */
  String version();

  /**
   * The embedding of a text with a word in it. Fails where there is none. Not to be changed. Never
   * blocks.
   */
  CompletableFuture<float[]> embed(String text);

  @Override
  void close();
}
