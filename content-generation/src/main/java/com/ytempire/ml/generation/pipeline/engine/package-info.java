/**
 * Runs pipelines: stage after stage, each within its time, again where that may help, and otherwise
 * as its definition says. What is done is kept at once, so that a run whose process dies goes on in
 * another one.
 */
@NullMarked
package com.ytempire.ml.generation.pipeline.engine;

import org.jspecify.annotations.NullMarked;
