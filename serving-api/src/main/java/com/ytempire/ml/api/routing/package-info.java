/**
 * Which version answers a request: the active one, or a candidate that takes a share of the
 * traffic, always the same for the same input. Also asks shadows, and ends rollouts that do harm.
 * What is asked of a version belongs to the packages that ask.
 */
@NullMarked
package com.ytempire.ml.api.routing;

import org.jspecify.annotations.NullMarked;
