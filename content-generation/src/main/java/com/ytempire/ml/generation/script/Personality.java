package com.ytempire.ml.generation.script;

/** Who seems to be speaking. */
public enum Personality {
  FRIENDLY,
  AUTHORITATIVE,
  HUMOROUS,
  SERIOUS
}
