/**
 * The vocabulary of models: which version, what it takes and gives, what belongs to it.
 *
 * <p>Knows neither where versions are kept (see {@code repository}) nor what runs them (see {@code
 * runtime} and {@code engine}).
 */
@NullMarked
package com.ytempire.ml.inference.model;

import org.jspecify.annotations.NullMarked;
