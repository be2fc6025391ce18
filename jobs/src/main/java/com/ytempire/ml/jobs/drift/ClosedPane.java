package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.drift.sample.PaneSample;

/**
 * A pane of which no more rows come.
 *
 * @param key what it is judged with
 * @param start first instant, in epoch milliseconds
 * @param sample of its rows
 */
public record ClosedPane(Observation.Key key, long start, PaneSample sample) {}
