/**
 * What people are told of an alert, apart from the way in which it reaches them, and how it is kept
 * and worded.
 */
@NullMarked
package com.ytempire.ml.alerts.notice;

import org.jspecify.annotations.NullMarked;
