package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Instant;

/**
 * The word that a version shall take a model's traffic from now on.
 *
 * @param ref version to switch to
 * @param at when that was noticed
 */
public record ModelUpdate(ModelRef ref, Instant at) {}
