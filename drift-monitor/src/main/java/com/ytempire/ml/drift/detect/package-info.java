/**
 * Whether a window of data differs from a reference, decided by numbers alone: no streams, no
 * clocks, no servers. Says with each verdict how far, how surely, by how many, and how often such a
 * verdict is wrong.
 */
@NullMarked
package com.ytempire.ml.drift.detect;

import org.jspecify.annotations.NullMarked;
