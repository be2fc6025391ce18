/**
 * Training in Flink: training sets made by a batch job of what the offline store holds. The rows
 * are those that one process makes; only how they are brought together differs.
 */
@NullMarked
package com.ytempire.ml.jobs.training;

import org.jspecify.annotations.NullMarked;
