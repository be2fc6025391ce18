/**
 * The feature job: one topology for stream and batch, its settings, and the sinks that each of the
 * two connects.
 */
@NullMarked
package com.ytempire.ml.jobs.features;

import org.jspecify.annotations.NullMarked;
