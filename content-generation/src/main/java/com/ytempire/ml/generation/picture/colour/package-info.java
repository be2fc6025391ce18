/**
 * Colours as eyes see them: OKLab and OKLCH for harmony and distance, relative luminance for
 * contrast. Nothing here draws.
 */
@NullMarked
package com.ytempire.ml.generation.picture.colour;

import org.jspecify.annotations.NullMarked;
