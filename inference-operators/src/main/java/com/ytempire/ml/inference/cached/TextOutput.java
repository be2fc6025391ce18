package com.ytempire.ml.inference.cached;

/** What can be asked about a text. */
public enum TextOutput {
  /** Its embedding, of length 1. */
  EMBEDDING,
  /** Its sentiment, P(positive) − P(negative). */
  SENTIMENT
}
