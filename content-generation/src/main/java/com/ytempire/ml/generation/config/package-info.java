/**
 * What {@code models.yaml} says of those who make scripts, speech and pictures: who is asked in
 * what order, how often, for how long, and when not any more.
 */
@NullMarked
package com.ytempire.ml.generation.config;

import org.jspecify.annotations.NullMarked;
