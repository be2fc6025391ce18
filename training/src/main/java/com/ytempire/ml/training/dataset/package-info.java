/**
 * Training sets, and how they are made: examples with the features that were known at their time,
 * of a whole offline store at once or group by group. Where the rows go is the caller's choice.
 */
@NullMarked
package com.ytempire.ml.training.dataset;

import org.jspecify.annotations.NullMarked;
