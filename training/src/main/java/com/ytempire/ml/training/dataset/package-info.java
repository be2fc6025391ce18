/**
 * Training sets: examples with the features that were known at their time and the labels that
 * became known after it, how they are made, split, stored and read.
 */
@NullMarked
package com.ytempire.ml.training.dataset;

import org.jspecify.annotations.NullMarked;
