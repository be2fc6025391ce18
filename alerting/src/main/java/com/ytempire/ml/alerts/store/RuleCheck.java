package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.rule.Truth;
import java.time.Instant;

/**
 * What the last look at a rule showed.
 *
 * @param rule its name
 * @param at when
 * @param truth of its condition: true where it holds of anything
 * @param detail the readings, or why there are none
 */
public record RuleCheck(String rule, Instant at, Truth truth, String detail) {}
