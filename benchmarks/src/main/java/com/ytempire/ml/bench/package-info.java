/**
 * Benchmarks: each figure stands beside its floor, measured in the same run on the same servers.
 *
 * <p>They write under names of their own and clean up after themselves.
 */
@NullMarked
package com.ytempire.ml.bench;

import org.jspecify.annotations.NullMarked;
