package com.ytempire.ml.generation.script;

/** How a script sounds. */
public enum Tone {
  PROFESSIONAL,
  CASUAL,
  ENERGETIC,
  EDUCATIONAL
}
