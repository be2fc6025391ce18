/** What all benchmarks measure with: memory, medians, folders that vanish, and texts. */
@NullMarked
package com.ytempire.ml.bench.measure;

import org.jspecify.annotations.NullMarked;
