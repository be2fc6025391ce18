/** Runs of pipelines: how far each has come, and the port to where that is kept. */
@NullMarked
package com.ytempire.ml.generation.pipeline.run;

import org.jspecify.annotations.NullMarked;
