/**
 * How soon and how surely canaries are decided on, by simulated traffic: the figures that the
 * documentation promises. The decisions themselves are those of {@code core.evidence}.
 */
@NullMarked
package com.ytempire.ml.bench.canary;

import org.jspecify.annotations.NullMarked;
