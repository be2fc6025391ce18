/**
 * The wire form of feature vectors, as consumers of the {@code features} topic read it.
 *
 * <p>Readers take only the numbers that they were asked for and are made for hot paths: one per
 * thread. Writing vectors belongs to the job that computes them; stores' forms belong to {@code
 * store}.
 */
@NullMarked
package com.ytempire.ml.core.feature.json;

import org.jspecify.annotations.NullMarked;
