/**
 * What became of a snapshot: the series of a video as an offline store has it, the times at which
 * there was news of it, and the labels that later snapshots tell. It decides when each of them was
 * known.
 */
@NullMarked
package com.ytempire.ml.training.label;

import org.jspecify.annotations.NullMarked;
