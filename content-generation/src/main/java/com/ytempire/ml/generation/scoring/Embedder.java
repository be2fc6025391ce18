package com.ytempire.ml.generation.scoring;

import java.util.List;

/** Embeds sentences. Safe to share; a call blocks. */
@FunctionalInterface
public interface Embedder {
  /**
   * Embeds texts.
   *
   * @param texts none of them blank
   * @return a vector of length 1 for each, in the same order and all of one width (384 for MiniLM);
   *     not to be changed
   * @throws EmbeddingException when any of them cannot be embedded
   */
  List<float[]> embed(List<String> texts) throws InterruptedException;
}
