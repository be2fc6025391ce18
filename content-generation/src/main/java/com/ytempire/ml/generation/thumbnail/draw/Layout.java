package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.Rectangle;

/**
 * Where things are on 1280 by 720 pixels. Text keeps 48 pixels from every edge and stays out of the
 * corner at the bottom right, where players show the video's length.
 *
 * @param text box of all text
 * @param maxLines of the main text
 * @param largest letters of the main text, in pixels
 * @param faceX middle of the head
 * @param faceY middle of the head
 * @param faceScale half the head's height
 * @param bottom where the body ends
 * @param signX middle of the sign
 * @param signY middle of the sign
 * @param signRadius half the sign's side
 * @param isSignBehindText whether the sign is a pale ground for the text
 */
record Layout(
    Rectangle text,
    int maxLines,
    double largest,
    double faceX,
    double faceY,
    double faceScale,
    double bottom,
    double signX,
    double signY,
    double signRadius,
    boolean isSignBehindText) {
  static final int WIDTH = 1280;
  static final int HEIGHT = 720;
  static final int MARGIN = 48;

  /** Where a player shows the video's length. */
  static final Rectangle TIME = new Rectangle(1090, 640, 190, 80);

  /** Upper edge of the band under the text at the bottom. */
  static final int BAND = 404;

  static Layout of(TextPosition position, boolean hasFace, int version) {
    boolean isMirrored = version % 2 == 1;
    double x = isMirrored ? 1 : -1;
    return switch (position) {
      case LEFT -> side(new Rectangle(56, 60, 620, 590), hasFace, 965, version);
      case RIGHT -> side(new Rectangle(604, 60, 620, 560), hasFace, 315, version);
      case TOP ->
          new Layout(
              new Rectangle(56, 48, 1168, 268),
              2,
              170,
              640 + x * (isMirrored ? 160 : 260),
              505,
              132,
              HEIGHT,
              hasFace ? 640 - x * 290 : isMirrored ? 640 : 850,
              hasFace ? 510 : 505,
              hasFace ? 130 : 172,
              false);
      case BOTTOM ->
          new Layout(
              new Rectangle(56, 424, 1000, 244),
              2,
              150,
              640 + x * (220 + version % 3 * 50),
              212,
              134,
              BAND,
              hasFace ? 640 - x * 280 : 640 + x * 200,
              205,
              hasFace ? 125 : 155,
              false);
      case CENTER ->
          hasFace
              ? new Layout(
                  new Rectangle(365, 100, 550, 500),
                  5,
                  160,
                  640 + x * 465,
                  380 + version % 3 * 35,
                  142 + version % 3 * 10,
                  HEIGHT,
                  640 - x * 465,
                  340,
                  120,
                  false)
              : new Layout(
                  new Rectangle(140, 90, 1000, 500), 4, 200, 0, 0, 1, HEIGHT, 640, 350, 330, true);
    };
  }

  private static Layout side(Rectangle text, boolean hasFace, double middle, int version) {
    double out = middle > 640 ? 1 : -1;
    double[] zooms = {195, 215, 172};
    double zoom = zooms[version % zooms.length];
    return hasFace
        ? new Layout(
            text,
            5,
            175,
            middle + out * (version % 4 - 1) * 18,
            365 + (195 - zoom) * 0.9,
            zoom,
            HEIGHT,
            middle + out * 220,
            version % 2 == 0 ? 150 : 128,
            92,
            false)
        : new Layout(
            text,
            5,
            175,
            0,
            0,
            1,
            HEIGHT,
            middle,
            320 + version % 3 * 40,
            215 + version % 2 * 30,
            false);
  }
}
