/**
 * Measures of how far two samples are apart, and how likely that is by chance. Pure arithmetic
 * without state, clocks or thresholds: what a measure means for a model is decided elsewhere.
 */
@NullMarked
package com.ytempire.ml.drift.statistic;

import org.jspecify.annotations.NullMarked;
