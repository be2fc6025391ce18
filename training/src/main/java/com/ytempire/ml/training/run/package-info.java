/**
 * From a training set to a version: a run loads the set, trains, judges the result beside naive
 * answers and the active version, and writes the version's folder; a registration numbers it,
 * publishes it and lets it into traffic where that is asked for and earned; a model training does
 * all of this in one call. What trains is chosen by its type.
 */
@NullMarked
package com.ytempire.ml.training.run;

import org.jspecify.annotations.NullMarked;
