/** Where verdicts on drift are kept, so that what was found can be shown later. */
@NullMarked
package com.ytempire.ml.drift.store;

import org.jspecify.annotations.NullMarked;
