/**
 * How services that others run are asked over HTTP: one bounded call, and what its answer or its
 * failure means.
 */
@NullMarked
package com.ytempire.ml.generation.http;

import org.jspecify.annotations.NullMarked;
