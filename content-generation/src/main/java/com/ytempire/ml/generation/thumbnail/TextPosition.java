package com.ytempire.ml.generation.thumbnail;

/** Where the text is. */
public enum TextPosition {
  CENTER,
  TOP,
  BOTTOM,
  LEFT,
  RIGHT
}
