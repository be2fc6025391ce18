/**
 * The model registry as a stream of version updates for running jobs. A source polls it; what jobs
 * do about an update is decided in {@code inference.operator}.
 */
@NullMarked
package com.ytempire.ml.jobs.io.registry;

import org.jspecify.annotations.NullMarked;
