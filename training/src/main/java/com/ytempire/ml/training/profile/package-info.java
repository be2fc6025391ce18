/** What training data looked like, in summaries without rows, for comparison with later data. */
@NullMarked
package com.ytempire.ml.training.profile;

import org.jspecify.annotations.NullMarked;
