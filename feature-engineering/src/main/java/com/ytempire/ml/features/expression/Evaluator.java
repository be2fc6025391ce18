package com.ytempire.ml.features.expression;

/**
 * A compiled expression over an array of inputs. Immutable, safe to share, and free of allocation.
 */
@FunctionalInterface
public interface Evaluator {

  /**
   * @param inputs values by slot; NaN is null
   * @return the value; NaN is null, conditions are 1 and 0
   */
  double evaluate(double[] inputs);
}
