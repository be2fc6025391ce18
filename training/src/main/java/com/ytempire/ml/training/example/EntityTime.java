package com.ytempire.ml.training.example;

import com.ytempire.ml.core.feature.EntityKey;
import java.time.Instant;

/**
 * An entity at a time of which a training set is to tell.
 *
 * @param entity what the example is about
 * @param at the time at which a prediction would have been made
 */
public record EntityTime(EntityKey entity, Instant at) {}
