/** Small models for tests of this and other modules. */
@NullMarked
package com.ytempire.ml.inference.testing;

import org.jspecify.annotations.NullMarked;
