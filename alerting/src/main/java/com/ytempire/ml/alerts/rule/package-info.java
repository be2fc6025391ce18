/**
 * The file {@code alerts.yaml}: rules, their conditions and the units in them. A mistake is told
 * with its line and column before anything runs; what was accepted is immutable.
 */
@NullMarked
package com.ytempire.ml.alerts.rule;

import org.jspecify.annotations.NullMarked;
