package com.ytempire.ml.core.retraining;

import java.time.Instant;

/**
 * One thing that was seen to have changed in one window.
 *
 * @param kind what was watched, such as {@code feature}, {@code prediction} or {@code performance}
 * @param name which of it, such as a feature's name
 * @param slice part of the traffic, such as {@code region=US}; {@code all} for all of it
 * @param from start of the window, in event time
 * @param to its end, which does not belong to it
 * @param measure what was measured, such as {@code ks}
 * @param value the measure's value
 * @param threshold above which it counts as changed
 * @param pValue after correction for the number of things watched, 0 to 1; NaN where the measure
 *     has none
 * @param reference size of the sample compared with
 * @param current size of the window's sample
 */
public record TriggerEvidence(
    String kind,
    String name,
    String slice,
    Instant from,
    Instant to,
    String measure,
    double value,
    double threshold,
    double pValue,
    long reference,
    long current) {}
