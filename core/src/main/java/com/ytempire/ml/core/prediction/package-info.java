/**
 * What models said and what then happened: predictions, their outcomes, and the figures that both
 * give. Reading and writing their wire forms belongs to {@code prediction.json}; keeping them
 * belongs to {@code store}.
 */
@NullMarked
package com.ytempire.ml.core.prediction;

import org.jspecify.annotations.NullMarked;
