package com.ytempire.ml.generation.thumbnail;

/** What a face shows. */
public enum FaceExpression {
  SHOCKED,
  HAPPY,
  SERIOUS,
  THINKING
}
