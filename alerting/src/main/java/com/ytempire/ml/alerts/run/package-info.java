/**
 * Runs alerts: looks at the metrics now and then, keeps what becomes of each rule, and tells people
 * until they have heard.
 */
@NullMarked
package com.ytempire.ml.alerts.run;

import org.jspecify.annotations.NullMarked;
