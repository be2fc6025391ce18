/**
 * Measures the service as its callers see it: over HTTP, from another process, each operation
 * beside a trivial POST of the same server in the same run.
 */
@NullMarked
package com.ytempire.ml.bench.serving;

import org.jspecify.annotations.NullMarked;
