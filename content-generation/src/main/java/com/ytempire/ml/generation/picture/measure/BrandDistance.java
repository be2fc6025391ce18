package com.ytempire.ml.generation.picture.measure;

import com.ytempire.ml.generation.picture.colour.Colours;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** How far a picture's colours are from a brand's. Pure. */
public final class BrandDistance {
  /** Of all pixels: so many must be near a colour for it to count as used. */
  private static final double SEEN = 0.01;

  private BrandDistance() {}

  /**
   * For each brand colour the distance (in OKLab) within which the nearest hundredth of all pixels
   * lies, averaged over the brand's colours. 0: each covers a hundredth of the picture or more.
   *
   * @param brand 0xRRGGBB, at least one
   */
  public static double of(BufferedImage image, List<Integer> brand) {
    if (brand.isEmpty()) {
      throw new IllegalArgumentException("brand: no colour; expected one or more");
    }
    var pixels = Pixels.of(image, 160, 90);
    return brand.stream().mapToDouble(colour -> nearest(pixels, colour)).average().orElseThrow();
  }

  private static double nearest(Pixels pixels, int colour) {
    double[] distances = new double[pixels.rgb.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Colours.distance(pixels.rgb[i], colour);
    }
    Arrays.sort(distances);
    return distances[(int) (SEEN * distances.length)];
  }
}
