/**
 * How well a model's answers met what happened: figures with intervals, by head and by slice,
 * beside naive answers and other models, and the curves to draw. Knows answers and labels, not how
 * a model was made.
 */
@NullMarked
package com.ytempire.ml.training.evaluation;

import org.jspecify.annotations.NullMarked;
