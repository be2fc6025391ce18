/**
 * What can be watched: names of metrics with their dimensions and units, and the port that reads
 * them. How a metric is measured belongs to {@code alerts.source}.
 */
@NullMarked
package com.ytempire.ml.alerts.metric;

import org.jspecify.annotations.NullMarked;
