package com.ytempire.ml.generation.picture.colour;

/**
 * A colour by lightness, chroma and hue, in the cylinder of OKLab. The matrices are those published
 * by Björn Ottosson (2020).
 *
 * @param l lightness, 0 black to 1 white
 * @param c chroma, 0 grey to about 0.37
 * @param h hue, in degrees; any number
 */
public record Oklch(double l, double c, double h) {

  public static Oklch of(int rgb) {
    double[] lab = lab(rgb);
    double hue = Math.toDegrees(Math.atan2(lab[2], lab[1]));
    return new Oklch(lab[0], Math.hypot(lab[1], lab[2]), (hue + 360) % 360);
  }

  public Oklch withL(double lightness) {
    return new Oklch(lightness, c, h);
  }

  public Oklch withC(double chroma) {
    return new Oklch(l, chroma, h);
  }

  public Oklch turned(double degrees) {
    return new Oklch(l, c, h + degrees);
  }

  /** As 0xRRGGBB; where sRGB has no such colour, one of less chroma at this lightness and hue. */
  public int rgb() {
    double lightness = Math.max(0, Math.min(1, l));
    if (fits(linear(lightness, c))) {
      return encode(linear(lightness, c));
    }
    double low = 0;
    double high = c;
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      if (fits(linear(lightness, middle))) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return encode(linear(lightness, low));
  }

  /** OKLab of a colour: lightness 0 to 1, then green to red and blue to yellow, about ±0.4. */
  public static double[] lab(int rgb) {
    double r = Colours.linear(rgb >> 16);
    double g = Colours.linear(rgb >> 8);
    double b = Colours.linear(rgb);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private double[] linear(double lightness, double chroma) {
    double a = chroma * Math.cos(Math.toRadians(h));
    double b = chroma * Math.sin(Math.toRadians(h));
    double l3 = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    double m3 = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    double s3 = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return new double[] {
      4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
      -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
      -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
    };
  }

  private static boolean fits(double[] linear) {
    for (double v : linear) {
      if (v < -1e-4 || v > 1 + 1e-4) {
        return false;
      }
    }
    return true;
  }

  private static int encode(double[] linear) {
    int rgb = 0;
    for (double v : linear) {
      double bounded = Math.max(0, Math.min(1, v));
      double encoded =
          bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055;
      rgb = rgb << 8 | (int) Math.round(encoded * 255);
    }
    return rgb;
  }
}
