/**
 * How a feature value is written in JSON, the same in Postgres and in Redis.
 *
 * <p>A number is written so that reading it gives the same double, null stands for a value that is
 * not there, and an embedding is an array of floats. Where values are kept is not known here.
 */
@NullMarked
package com.ytempire.ml.core.store.json;

import org.jspecify.annotations.NullMarked;
