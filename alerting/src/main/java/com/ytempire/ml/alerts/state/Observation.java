package com.ytempire.ml.alerts.state;

import com.ytempire.ml.alerts.rule.Truth;

/**
 * What one look at a rule's metrics showed.
 *
 * @param truth of the condition
 * @param value the readings, for people: "latency_p95 = 231 ms"
 */
public record Observation(Truth truth, String value) {}
