/**
 * The closed loop by itself: a change is planted, drift is seen, a model is trained anew, its
 * canary is promoted, and accuracy is back. Everything is done by the platform's own parts; what is
 * here holds event time, plays callers, and tells what happens.
 */
@NullMarked
package com.ytempire.ml.local.demo;

import org.jspecify.annotations.NullMarked;
