/**
 * How one retraining came about and what became of it, put together from what stores hold: the
 * windows that drifted, the trigger, its training, the version, and how that came into traffic.
 * Nothing is decided here.
 */
@NullMarked
package com.ytempire.ml.drift.story;

import org.jspecify.annotations.NullMarked;
