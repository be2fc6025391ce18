/**
 * What data looked like, as summaries from which statistics can be computed with a stated error:
 * reference profiles of model versions, and profiles of any period. No rows, no Flink, no servers.
 */
@NullMarked
package com.ytempire.ml.drift.profile;

import org.jspecify.annotations.NullMarked;
