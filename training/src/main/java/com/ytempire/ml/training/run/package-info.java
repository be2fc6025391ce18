/**
 * From a training set to a version: a run loads the set, trains, judges the result beside naive
 * answers and the active version, and writes the version's folder. What trains is chosen by its
 * type.
 */
@NullMarked
package com.ytempire.ml.training.run;

import org.jspecify.annotations.NullMarked;
