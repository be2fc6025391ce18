package com.ytempire.ml.generation.picture.colour;

import java.util.regex.Pattern;

/**
 * Arithmetic of sRGB colours, each an {@code int} 0xRRGGBB (bits above are ignored). Pure.
 *
 * <p>Relative luminance and contrast are those of WCAG 2.1, with the threshold 0.04045 of the sRGB
 * standard; distance is Euclidean in OKLab (Ottosson 2020, "A perceptual color space for image
 * processing"), where 0.02 is just noticed side by side and black and white are 1 apart.
 */
public final class Colours {
  public static final int WHITE = 0xffffff;
  public static final int BLACK = 0x000000;

  private static final int SOFT_BLACK = 0x101014;
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final double[] LINEAR = new double[256];

  static {
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0;
      LINEAR[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
  }

  private Colours() {}

  /**
   * @param field what an error names
   * @throws IllegalArgumentException unless it is # and six hexadecimal digits
   */
  public static int parse(String field, String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "%s '%s'; expected # and six hexadecimal digits, such as #FF0000"
              .formatted(field, hex.length() > 20 ? hex.substring(0, 20) : hex));
    }
    return Integer.parseInt(hex.substring(1), 16);
  }

  /** The channel's share of light, 0 to 1, of its value 0 to 255. */
  static double linear(int channel) {
    return LINEAR[channel & 0xff];
  }

  /** WCAG relative luminance, 0 to 1. */
  public static double luminance(int rgb) {
    return 0.2126 * LINEAR[rgb >> 16 & 0xff]
        + 0.7152 * LINEAR[rgb >> 8 & 0xff]
        + 0.0722 * LINEAR[rgb & 0xff];
  }

  /** WCAG contrast ratio of two luminances, 1 to 21. */
  public static double contrastOf(double luminance, double other) {
    return (Math.max(luminance, other) + 0.05) / (Math.min(luminance, other) + 0.05);
  }

  /** WCAG contrast ratio of two colours, 1 to 21. */
  public static double contrast(int rgb, int other) {
    return contrastOf(luminance(rgb), luminance(other));
  }

  /** White or (nearly) black, whichever stands out more: by 4.58 to 1 at least. */
  public static int inkOn(int background) {
    if (contrast(WHITE, background) >= contrast(BLACK, background)) {
      return WHITE;
    }
    return contrast(SOFT_BLACK, background) >= 5 ? SOFT_BLACK : BLACK;
  }

  /**
   * The colour made lighter or darker, at its hue, until it stands out from another; the colour
   * itself where it does, and white or near black where no shade of it does.
   *
   * @param ratio least contrast, 1 to 10
   */
  public static int legible(int rgb, int against, double ratio) {
    if (contrast(rgb, against) >= ratio) {
      return rgb;
    }
    var start = Oklch.of(rgb);
    double direction = luminance(against) < 0.18 ? 0.02 : -0.02;
    for (double l = start.l(); l > 0.05 && l < 0.985; l += direction) {
      int tried = start.withL(l).rgb();
      if (contrast(tried, against) >= ratio) {
        return tried;
      }
    }
    return inkOn(against);
  }

  /** Distance in OKLab, 0 to about 1. */
  public static double distance(int rgb, int other) {
    double[] a = Oklch.lab(rgb);
    double[] b = Oklch.lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  /**
   * Between two colours, channel by channel.
   *
   * @param share of the second, 0 to 1
   */
  public static int mix(int rgb, int other, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double v = (rgb >> shift & 0xff) * (1 - share) + (other >> shift & 0xff) * share;
      mixed |= (int) Math.round(v) << shift;
    }
    return mixed;
  }
}
