/**
 * The stores in Postgres: its schema, the features, their definitions and their statistics.
 *
 * <p>Everything takes a {@code DataSource} or the settings of one; SQL lives nowhere else.
 */
@NullMarked
package com.ytempire.ml.core.store.postgres;

import org.jspecify.annotations.NullMarked;
