/**
 * Scripts by text models: how one is asked for, and how its answer is read, repaired where that is
 * safe, and refused where it is not. Which model, and at which price, is not decided here.
 */
@NullMarked
package com.ytempire.ml.generation.prompting;

import org.jspecify.annotations.NullMarked;
