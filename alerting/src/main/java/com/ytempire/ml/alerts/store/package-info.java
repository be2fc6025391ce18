/**
 * What is kept of alerts in Postgres: where each stands, each time that one fired, what is to be
 * told and what came of it, and silences. Decides nothing.
 */
@NullMarked
package com.ytempire.ml.alerts.store;

import org.jspecify.annotations.NullMarked;
