/**
 * Workers that take trainings from the queue and run them: a worker holds one job at a time, lets
 * the store hear of it, tells how far the job is, and ends it or hands it back. What a training is
 * belongs to the package of runs.
 */
@NullMarked
package com.ytempire.ml.training.worker;

import org.jspecify.annotations.NullMarked;
