package com.ytempire.ml.features.series;

import com.ytempire.ml.core.feature.FeatureColumn;

/**
 * A tumbling or hopping window that is complete. Windows without samples are not reported.
 *
 * @param column the feature's column
 * @param startMillis first instant inside, in milliseconds since the epoch
 * @param endMillis first instant after it
 * @param value the aggregate; NaN is null
 * @param samples how many samples it has, at least 1
 */
public record ClosedWindow(
    FeatureColumn column, long startMillis, long endMillis, double value, long samples) {}
