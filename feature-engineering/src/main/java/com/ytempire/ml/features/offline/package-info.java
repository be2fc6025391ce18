/**
 * The offline store: every value that was ever computed, in Parquet files partitioned by day, and
 * the point-in-time join that makes training sets of them.
 *
 * <p>It knows neither Flink nor Hadoop's file systems. Where files are is behind {@link
 * com.ytempire.ml.features.offline.OfflineFiles}.
 */
@NullMarked
package com.ytempire.ml.features.offline;

import org.jspecify.annotations.NullMarked;
