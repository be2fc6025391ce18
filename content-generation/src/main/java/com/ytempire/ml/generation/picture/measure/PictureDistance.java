package com.ytempire.ml.generation.picture.measure;

import java.awt.image.BufferedImage;
import java.util.BitSet;

/**
 * How different two pictures look, 0 to 1: the mean of a distance in shape and one in colour.
 *
 * <p>Shape is a difference hash: the picture in 17 by 16 grey pixels, one bit for each pair of
 * neighbours, saying which one is lighter; the distance is the share of 256 bits that differ (two
 * unrelated pictures: about 0.5). Colour is the Hellinger distance of histograms of 8 by 8 by 8
 * OKLab bins. Pure.
 */
public final class PictureDistance {
  private static final int SIDE = 16;
  private static final int BINS = 8;

  private PictureDistance() {}

  /** What is kept of a picture to compare it with others. */
  public record Print(BitSet shape, double[] colours) {}

  public static Print print(BufferedImage image) {
    return new Print(shape(image), colours(image));
  }

  public static double between(Print one, Print other) {
    return (shapeDistance(one, other) + colourDistance(one, other)) / 2;
  }

  /** Share of bits that differ. */
  public static double shapeDistance(Print one, Print other) {
    var differing = (BitSet) one.shape.clone();
    differing.xor(other.shape);
    return differing.cardinality() / (double) (SIDE * SIDE);
  }

  /** Hellinger distance of the histograms. */
  public static double colourDistance(Print one, Print other) {
    double common = 0;
    for (int i = 0; i < one.colours.length; i++) {
      common += Math.sqrt(one.colours[i] * other.colours[i]);
    }
    return Math.sqrt(Math.max(0, 1 - common));
  }

  private static BitSet shape(BufferedImage image) {
    var p = Pixels.of(image, SIDE + 1, SIDE);
    var bits = new BitSet(SIDE * SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int i = y * (SIDE + 1) + x;
        bits.set(y * SIDE + x, p.l[i] > p.l[i + 1]);
      }
    }
    return bits;
  }

  private static double[] colours(BufferedImage image) {
    var p = Pixels.of(image, 160, 90);
    double[] histogram = new double[BINS * BINS * BINS];
    for (int i = 0; i < p.l.length; i++) {
      int bin =
          bin(p.l[i], 0, 1) * BINS * BINS + bin(p.a[i], -0.3, 0.3) * BINS + bin(p.b[i], -0.3, 0.3);
      histogram[bin] += 1.0 / p.l.length;
    }
    return histogram;
  }

  private static int bin(double v, double from, double to) {
    return Math.max(0, Math.min(BINS - 1, (int) ((v - from) / (to - from) * BINS)));
  }
}
