/**
 * The vocabulary of features: entities, columns, schemas and the values computed for them.
 *
 * <p>What a feature means and how it is computed belongs to the feature-engineering module; where
 * values are kept belongs to {@code store}.
 */
@NullMarked
package com.ytempire.ml.core.feature;

import org.jspecify.annotations.NullMarked;
