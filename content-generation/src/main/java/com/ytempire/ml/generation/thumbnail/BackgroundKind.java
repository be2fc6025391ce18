package com.ytempire.ml.generation.thumbnail;

/** What is behind face and text. */
public enum BackgroundKind {
  /** Colours running into each other, or rays and bands of them. */
  GRADIENT,
  /** A picture of the topic. */
  IMAGE,
  /** One colour. */
  SOLID
}
