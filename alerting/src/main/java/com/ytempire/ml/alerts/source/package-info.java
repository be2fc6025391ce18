/**
 * Where metrics come from: predictions and their costs in the database, and the machine. Another
 * measurer adds a {@code MetricSource} here.
 */
@NullMarked
package com.ytempire.ml.alerts.source;

import org.jspecify.annotations.NullMarked;
