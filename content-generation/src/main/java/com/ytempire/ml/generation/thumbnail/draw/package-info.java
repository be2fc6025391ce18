/**
 * Draws thumbnails of 1280 by 720 pixels with Java2D, without a display: backdrops, faces and text
 * that is measured to be legible. Everything repeats for a seed.
 */
@NullMarked
package com.ytempire.ml.generation.thumbnail.draw;

import org.jspecify.annotations.NullMarked;
