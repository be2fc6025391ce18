/** What the making of training sets costs: the point-in-time join beside a bare scan. */
@NullMarked
package com.ytempire.ml.bench.training;

import org.jspecify.annotations.NullMarked;
