package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.TrendSignal;

/**
 * A trend signal with where and when it arrived.
 *
 * @param signal the signal
 * @param position where it stood in its source (offset or line), which decides between duplicates
 * @param arrivedAtMillis wall clock at which the platform received it
 * @param inOrder whether it is taken at once; see {@link com.ytempire.ml.core.event.InOrder}
 */
public record ArrivedSignal(
    TrendSignal signal, long position, long arrivedAtMillis, boolean inOrder) {}
