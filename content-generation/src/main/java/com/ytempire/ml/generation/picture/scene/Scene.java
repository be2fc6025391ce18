package com.ytempire.ml.generation.picture.scene;

/** Kinds of drawn surroundings. */
enum Scene {
  /** Houses in rows against the sky. */
  CITY,
  /** Mountains in layers, with a sun. */
  HILLS,
  /** Night sky and a planet. */
  STARS,
  /** Bands that flow. */
  WAVES,
  /** Lights out of focus. */
  LIGHTS
}
