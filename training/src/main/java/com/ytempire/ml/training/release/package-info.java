/**
 * From a plan to a registered version that takes traffic as asked: a version is numbered, made by a
 * run, published, and let into traffic where it deserves that; tracking is told of it.
 */
@NullMarked
package com.ytempire.ml.training.release;

import org.jspecify.annotations.NullMarked;
