package com.ytempire.ml.generation.thumbnail.draw;

import java.awt.image.BufferedImage;

/** Pictures of fewer colours, which make smaller files. Pure. */
final class Coarse {
  private Coarse() {}

  /**
   * A copy with so many bits of each channel, spread over 0 to 255 so that black and white stay.
   *
   * @param bits 1 to 8
   */
  static BufferedImage of(BufferedImage image, int bits) {
    int[] table = new int[256];
    int steps = (1 << bits) - 1;
    for (int i = 0; i < 256; i++) {
      table[i] = Math.round(Math.round(i * steps / 255f) * 255f / steps);
    }
    int w = image.getWidth();
    int h = image.getHeight();
    int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < pixels.length; i++) {
      int p = pixels[i];
      pixels[i] = table[p >> 16 & 0xff] << 16 | table[p >> 8 & 0xff] << 8 | table[p & 0xff];
    }
    var coarse = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    coarse.setRGB(0, 0, w, h, pixels, 0, w);
    return coarse;
  }
}
