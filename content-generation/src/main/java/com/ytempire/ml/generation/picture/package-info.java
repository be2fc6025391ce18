/**
 * Pictures: what is asked of those who make them, what comes back, and reading files of others
 * safely. Who draws or orders them is in the packages below; thumbnails, which set text on them,
 * are in a package of their own.
 */
@NullMarked
package com.ytempire.ml.generation.picture;

import org.jspecify.annotations.NullMarked;
