/**
 * Support for the tests of every module: real servers and the shared data.
 *
 * <p>It is published as core's test-jar. Nothing here knows what is tested with it.
 */
@NullMarked
package com.ytempire.ml.core.testing;

import org.jspecify.annotations.NullMarked;
