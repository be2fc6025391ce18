/**
 * What was found of a model's drift in a period, for people and programs: assembled from stored
 * verdicts and retrainings, as JSON and as a page. It computes no statistics of its own.
 */
@NullMarked
package com.ytempire.ml.drift.report;

import org.jspecify.annotations.NullMarked;
