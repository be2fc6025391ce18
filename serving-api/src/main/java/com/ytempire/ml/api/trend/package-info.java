/**
 * Whether a topic is about to take off: {@code POST /predict/trend}. Evidence is gathered from the
 * content index, the online store and the model; what follows from it is computed in {@link
 * com.ytempire.ml.api.trend.TrendForecast}, which knows none of them.
 */
@NullMarked
package com.ytempire.ml.api.trend;

import org.jspecify.annotations.NullMarked;
