package com.ytempire.ml.generation.picture;

/** How a picture looks and feels. */
public enum PictureStyle {
  /** Saturated colours, high energy. */
  VIBRANT,
  /** Few shapes, much empty space. */
  MINIMAL,
  /** Dark, with light from one side. */
  DRAMATIC,
  /** Calm, cool, orderly. */
  PROFESSIONAL
}
