package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.alerts.state.AlertState;

/**
 * One alert as it is kept.
 *
 * @param fingerprint of rule and labels
 * @param rule the rule's name
 * @param labels what its readings are about
 * @param severity as the rule had it
 * @param condition as the rule had it; empty where it was read, because it is not kept
 * @param state where it stands
 */
public record StoredAlert(
    String fingerprint,
    String rule,
    Labels labels,
    Severity severity,
    String condition,
    AlertState state) {}
