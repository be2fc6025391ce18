package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.colour.Colours;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well drawn letters stand out, measured on the finished picture.
 *
 * <p>The letters' luminance is the median over the pixels that lie wholly within them. It is
 * compared with every pixel of a rim around them, from 1.5 pixels outside their edge (so that the
 * mixed pixels of the edge do not count) to 6 % of the letters' size; of these WCAG 2 contrast
 * ratios the one is given that 95 % of the rim reach or exceed.
 */
final class Legibility {
  /** What WCAG 2 asks of text (level AA). */
  static final double LEAST = 4.5;

  private static final double EDGE = 1.5;
  private static final double RIM = 0.06;
  private static final double OVERLOOKED = 0.05;

  private Legibility() {}

  /**
   * @param letters of one line and so of one colour
   * @param allLetters of all lines, which do not count as surroundings
   * @param size of the letters, in pixels
   * @return 1 to 21; 21 where there are no letters to read
   */
  static double contrast(BufferedImage image, Shape letters, Shape allLetters, double size) {
    int reach = (int) Math.ceil(Math.max(EDGE + 2, EDGE + size * RIM));
    Rectangle box = letters.getBounds();
    box.grow(reach + 1, reach + 1);
    box = box.intersection(new Rectangle(0, 0, image.getWidth(), image.getHeight()));
    if (box.isEmpty()) {
      return 21;
    }
    int[] inside = mask(letters, 0, box);
    int[] outer = mask(letters, reach, box);
    int[] taken = mask(allLetters, EDGE, box);
    int[] pixels = image.getRGB(box.x, box.y, box.width, box.height, null, 0, box.width);
    double own = median(pixels, inside);
    double[] ratios = new double[pixels.length];
    int count = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (outer[i] > 127 && taken[i] == 0) {
        ratios[count++] = Colours.contrastOf(own, Colours.luminance(pixels[i]));
      }
    }
    if (count == 0 || Double.isNaN(own)) {
      return 21;
    }
    double[] rim = Arrays.copyOf(ratios, count);
    Arrays.sort(rim);
    return rim[(int) (count * OVERLOOKED)];
  }

  private static double median(int[] pixels, int[] inside) {
    double[] luminances =
        IntStream.range(0, pixels.length)
            .filter(i -> inside[i] > 250)
            .mapToDouble(i -> Colours.luminance(pixels[i]))
            .sorted()
            .toArray();
    return luminances.length == 0 ? Double.NaN : luminances[luminances.length / 2];
  }

  /** 0 to 255 per pixel of a box: how much of it the shape covers, grown on all sides. */
  private static int[] mask(Shape shape, double grown, Rectangle box) {
    var mask = new BufferedImage(box.width, box.height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = mask.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.translate(-box.x, -box.y);
    g.setColor(Color.WHITE);
    g.fill(shape);
    if (grown > 0) {
      g.setStroke(
          new BasicStroke((float) (2 * grown), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(shape);
    }
    g.dispose();
    return mask.getRaster().getSamples(0, 0, box.width, box.height, 0, (int[]) null);
  }
}
