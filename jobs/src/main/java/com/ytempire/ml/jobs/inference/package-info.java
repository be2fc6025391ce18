/**
 * The inference job: feature vectors to predictions, and later snapshots to outcomes. Its topology,
 * its settings and its sinks; how a vector is scored is behind {@code Scoring}.
 */
@NullMarked
package com.ytempire.ml.jobs.inference;

import org.jspecify.annotations.NullMarked;
