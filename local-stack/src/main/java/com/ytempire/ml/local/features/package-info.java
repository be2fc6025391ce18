/**
 * What the {@code features} commands show: definitions, current values, history and statistics.
 *
 * <p>Reads only. How values are kept belongs to the stores, and how options are parsed to {@code
 * cli}.
 */
@NullMarked
package com.ytempire.ml.local.features;

import org.jspecify.annotations.NullMarked;
