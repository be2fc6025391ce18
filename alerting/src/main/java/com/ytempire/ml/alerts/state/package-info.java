/**
 * What becomes of an alert: pure decisions over what is seen and when, without stores and clocks of
 * their own. Reading metrics and telling people belong elsewhere.
 */
@NullMarked
package com.ytempire.ml.alerts.state;

import org.jspecify.annotations.NullMarked;
