/**
 * The formula language of features.yaml: text to typed tree to evaluator.
 *
 * <p>Null is NaN throughout. It propagates through arithmetic, comparisons and functions; {@code
 * and}, {@code or} and {@code not} are three-valued as in SQL. Which names exist, and what they
 * mean, belongs to the {@code definition} package.
 */
@NullMarked
package com.ytempire.ml.features.expression;

import org.jspecify.annotations.NullMarked;
