/**
 * What the commands about drift do: they read what is to be compared and show or write what was
 * found. The arithmetic belongs to the drift module.
 */
@NullMarked
package com.ytempire.ml.local.drift;

import org.jspecify.annotations.NullMarked;
