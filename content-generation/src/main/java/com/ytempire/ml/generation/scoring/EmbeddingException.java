package com.ytempire.ml.generation.scoring;

/** The model of embeddings did not answer, or is not there. */
public final class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddingException(String message) {
    super(message);
  }
}
