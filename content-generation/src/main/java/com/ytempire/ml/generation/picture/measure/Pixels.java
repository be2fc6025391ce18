package com.ytempire.ml.generation.picture.measure;

import com.ytempire.ml.generation.picture.colour.Oklch;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A picture in a fixed size, every pixel in OKLab. */
final class Pixels {
  final int width;
  final int height;
  final int[] rgb;
  final float[] l;
  final float[] a;
  final float[] b;

  private Pixels(int width, int height, int[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    l = new float[rgb.length];
    a = new float[rgb.length];
    b = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      double[] lab = Oklch.lab(rgb[i]);
      l[i] = (float) lab[0];
      a[i] = (float) lab[1];
      b[i] = (float) lab[2];
    }
  }

  static Pixels of(BufferedImage image, int width, int height) {
    BufferedImage scaled = scaled(image, width, height);
    return new Pixels(width, height, scaled.getRGB(0, 0, width, height, null, 0, width));
  }

  /** Halved while it is more than twice too large: each pixel then counts, and nothing flickers. */
  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage now = image;
    while (now.getWidth() > 2 * width && now.getHeight() > 2 * height) {
      now = drawn(now, Math.max(width, now.getWidth() / 2), Math.max(height, now.getHeight() / 2));
    }
    return drawn(now, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = drawn.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return drawn;
  }

  static double mean(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float v : values) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
