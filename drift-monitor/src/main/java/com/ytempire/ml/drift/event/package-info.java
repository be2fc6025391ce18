/** Verdicts as they travel: what the topic {@code drift-events} holds, and its JSON. */
@NullMarked
package com.ytempire.ml.drift.event;

import org.jspecify.annotations.NullMarked;
