package com.ytempire.ml.inference.engine;

/** What can be asked about a text. */
public enum TextOutput {
  /** Its embedding, of length 1. */
  EMBEDDING,
  /** Its sentiment, P(positive) − P(negative). */
  SENTIMENT
}
