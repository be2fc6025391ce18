/**
 * Models in Flink SQL: {@code CREATE MODEL … WITH ('provider' = 'ytempire', …)} and {@code
 * ML_PREDICT}, run asynchronously on the engines that a process shares, in the batches of all who
 * ask them.
 *
 * <p>Columns are matched with the model when a query is planned; what does not fit is refused
 * there.
 */
@NullMarked
package com.ytempire.ml.inference.operator.sql;

import org.jspecify.annotations.NullMarked;
