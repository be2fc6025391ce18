package com.ytempire.ml.features.series;

/** What became of an event. */
public enum Outcome {
  /** Its values were computed, and there is new state to keep. */
  COMPUTED,
  /** Its id was processed before; nothing changed. */
  DUPLICATE,
  /** It comes before the last processed event in (event time, event id) order; nothing changed. */
  LATE
}
