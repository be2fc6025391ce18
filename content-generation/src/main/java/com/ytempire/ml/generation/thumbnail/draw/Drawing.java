package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.measure.TextMark;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * A drawn thumbnail, and what is known of it.
 *
 * @param image 1280 by 720 pixels, opaque; not to be changed
 * @param text null where there is none
 * @param textBox around all letters, in pixels; empty where there are none
 * @param faceShare of the picture that head and hair cover, 0 where there is no face
 */
public record Drawing(
    BufferedImage image, @Nullable TextMark text, Rectangle2D textBox, double faceShare) {}
