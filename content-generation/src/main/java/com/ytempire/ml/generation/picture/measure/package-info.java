/**
 * What can be measured of any picture's pixels: contrast, colour, clutter, sharpness, where the eye
 * goes, and how far two pictures are apart. Judging the figures is done elsewhere.
 */
@NullMarked
package com.ytempire.ml.generation.picture.measure;

import org.jspecify.annotations.NullMarked;
