package com.ytempire.ml.features.series;

import com.ytempire.ml.features.expression.Evaluator;

/**
 * One step of a program. Steps run in order on one array of values: the inputs, by their ordinal,
 * then the results of steps.
 */
public sealed interface Step {

  /** Puts the value of an expression into a slot. */
  record Compute(Evaluator evaluator, int slot) implements Step {}

  /** Takes the event into a window: drops what left it, adds the event's sample. */
  record Observe(int window) implements Step {}

  /** Puts an aggregate of a window into a slot. */
  record Aggregate(int window, int aggregate, int slot) implements Step {}
}
