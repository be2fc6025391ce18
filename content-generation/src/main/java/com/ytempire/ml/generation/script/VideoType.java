package com.ytempire.ml.generation.script;

/** What kind of video a script is for. */
public enum VideoType {
  /** Shows how something is done, step by step. */
  TUTORIAL,
  /** Weighs something up and ends in a verdict. */
  REVIEW,
  /** Counts through items of one kind. */
  LISTICLE,
  /** Says what is known, what is not, and whom it concerns. */
  NEWS,
  /** Tells a story or takes up a challenge. */
  ENTERTAINMENT
}
