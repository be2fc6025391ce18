/**
 * From verdicts on drift to trainings: evidence is gathered by model version, and a trigger is
 * recorded together with the training that it queues.
 */
@NullMarked
package com.ytempire.ml.jobs.retraining;

import org.jspecify.annotations.NullMarked;
