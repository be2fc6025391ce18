/**
 * Whether one version is worse than another, decided from counts that may be looked at after every
 * request: sequential tests whose error rates hold however often, and whenever, somebody looks.
 * Pure arithmetic; where the counts come from and what is done with a verdict is not known here.
 */
@NullMarked
package com.ytempire.ml.core.evidence;

import org.jspecify.annotations.NullMarked;
