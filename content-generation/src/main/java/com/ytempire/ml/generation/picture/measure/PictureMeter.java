package com.ytempire.ml.generation.picture.measure;

import com.ytempire.ml.generation.picture.PictureFiles.Decoded;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Measures pictures. Pure; a picture of 1280 by 720 takes some tens of milliseconds. */
public final class PictureMeter {
  private static final int LIST_WIDTH = 246;
  private static final int LIST_HEIGHT = 138;

  /** A step of a fifth of the way from black to white, by the Sobel operator. */
  private static final double EDGE = 0.2;

  /** Of the picture's width: how near to a crossing counts for most of it. */
  private static final double NEAR = 0.13;

  /** Share of pixels that decides on sharpness. */
  private static final double STRONGEST = 0.005;

  private PictureMeter() {}

  /** Of a file. */
  public static PictureFeatures measure(Decoded file, int bytes) {
    return measure(file.image(), file.width(), file.height(), bytes);
  }

  /** Of a drawing that is no file yet. */
  public static PictureFeatures measure(BufferedImage image, int bytes) {
    return measure(image, image.getWidth(), image.getHeight(), bytes);
  }

  private static PictureFeatures measure(BufferedImage image, int width, int height, int bytes) {
    var listed = Pixels.of(image, LIST_WIDTH, LIST_HEIGHT);
    var fine = Pixels.of(image, 640, 360);
    return new PictureFeatures(
        width,
        height,
        bytes,
        Pixels.deviation(listed.l),
        colourfulness(listed.rgb),
        Pixels.mean(listed.l),
        saturation(listed.rgb),
        edges(listed),
        sharpness(fine),
        clipped(fine.rgb),
        thirds(listed));
  }

  /**
   * Hasler and Süsstrunk, "Measuring colourfulness in natural images" (2003), their third metric:
   * of rg = R - G and yb = (R + G) / 2 - B, the length of both standard deviations plus 0.3 times
   * the length of both means.
   */
  private static double colourfulness(int[] pixels) {
    double sumRg = 0;
    double sumYb = 0;
    double squaresRg = 0;
    double squaresYb = 0;
    for (int p : pixels) {
      double r = p >> 16 & 0xff;
      double g = p >> 8 & 0xff;
      double rg = r - g;
      double yb = (r + g) / 2 - (p & 0xff);
      sumRg += rg;
      sumYb += yb;
      squaresRg += rg * rg;
      squaresYb += yb * yb;
    }
    double n = pixels.length;
    double meanRg = sumRg / n;
    double meanYb = sumYb / n;
    double varianceRg = Math.max(0, squaresRg / n - meanRg * meanRg);
    double varianceYb = Math.max(0, squaresYb / n - meanYb * meanYb);
    return Math.sqrt(varianceRg + varianceYb) + 0.3 * Math.hypot(meanRg, meanYb);
  }

  /** In HSV, saturation times value is the span of the three channels. */
  private static double saturation(int[] pixels) {
    double sum = 0;
    for (int p : pixels) {
      int r = p >> 16 & 0xff;
      int g = p >> 8 & 0xff;
      int b = p & 0xff;
      sum += (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b))) / 255.0;
    }
    return sum / pixels.length;
  }

  private static double edges(Pixels p) {
    int found = 0;
    for (int y = 1; y < p.height - 1; y++) {
      for (int x = 1; x < p.width - 1; x++) {
        int i = y * p.width + x;
        double dx =
            p.l[i - p.width + 1]
                + 2 * p.l[i + 1]
                + p.l[i + p.width + 1]
                - p.l[i - p.width - 1]
                - 2 * p.l[i - 1]
                - p.l[i + p.width - 1];
        double dy =
            p.l[i + p.width - 1]
                + 2 * p.l[i + p.width]
                + p.l[i + p.width + 1]
                - p.l[i - p.width - 1]
                - 2 * p.l[i - p.width]
                - p.l[i - p.width + 1];
        if (Math.hypot(dx, dy) / 4 > EDGE) {
          found++;
        }
      }
    }
    return found / ((p.width - 2.0) * (p.height - 2.0));
  }

  /** By the strongest edges alone: a picture of few shapes is not blurred because of that. */
  private static double sharpness(Pixels p) {
    float[] found = new float[(p.width - 2) * (p.height - 2)];
    int count = 0;
    for (int y = 1; y < p.height - 1; y++) {
      for (int x = 1; x < p.width - 1; x++) {
        int i = y * p.width + x;
        found[count++] =
            Math.abs(p.l[i - 1] + p.l[i + 1] + p.l[i - p.width] + p.l[i + p.width] - 4 * p.l[i]);
      }
    }
    Arrays.sort(found);
    return found[(int) (count * (1 - STRONGEST))];
  }

  private static double clipped(int[] pixels) {
    int found = 0;
    for (int p : pixels) {
      int r = p >> 16 & 0xff;
      int g = p >> 8 & 0xff;
      int b = p & 0xff;
      int most = Math.max(r, Math.max(g, b));
      int least = Math.min(r, Math.min(g, b));
      if (most <= 2 || least >= 253) {
        found++;
      }
    }
    return (double) found / pixels.length;
  }

  /**
   * What stands out is, as by Achanta and others (2009), each pixel's distance in Lab from the mean
   * colour; nearness to a crossing falls as a Gaussian.
   */
  private static double thirds(Pixels p) {
    double meanL = Pixels.mean(p.l);
    double meanA = Pixels.mean(p.a);
    double meanB = Pixels.mean(p.b);
    double all = 0;
    double near = 0;
    for (int i = 0; i < p.l.length; i++) {
      double apart =
          Math.sqrt(square(p.l[i] - meanL) + square(p.a[i] - meanA) + square(p.b[i] - meanB));
      double x = (i % p.width + 0.5) / p.width;
      double y = (i / p.width + 0.5) / p.height;
      double dx = Math.min(Math.abs(x - 1 / 3.0), Math.abs(x - 2 / 3.0));
      double dy = Math.min(Math.abs(y - 1 / 3.0), Math.abs(y - 2 / 3.0)) * p.height / p.width;
      all += apart;
      near += apart * Math.exp(-(dx * dx + dy * dy) / (2 * NEAR * NEAR));
    }
    return all == 0 ? 0 : near / all;
  }

  private static double square(double v) {
    return v * v;
  }
}
