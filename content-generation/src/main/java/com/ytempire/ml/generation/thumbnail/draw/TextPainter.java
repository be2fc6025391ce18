package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.picture.colour.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paints text over a picture, with more and more around it until it can be read. */
final class TextPainter {
  private final TextBlock block;
  private final Palette palette;
  private final int emphasised;
  private final boolean isSubPlain;

  /**
   * @param emphasised index of the main line in the accent's colour; -1 for none
   * @param isSubPlain whether the subtext is tried without a pill under it
   */
  TextPainter(TextBlock block, Palette palette, int emphasised, boolean isSubPlain) {
    this.block = block;
    this.palette = palette;
    this.emphasised = emphasised;
    this.isSubPlain = isSubPlain;
  }

  /** A picture with its text, and how well the main text stands out: the worst line's contrast. */
  record Painted(BufferedImage image, double contrast, Treatment treatment) {}

  /** The first treatment that makes the main text legible, on a copy of the picture. */
  Painted paint(BufferedImage ground, Treatment first) {
    Painted best = null;
    for (Treatment treatment : first.strengthened()) {
      // A pale cloud looks like fog.
      if (treatment == Treatment.SHADOW && Colours.luminance(palette.shade()) > 0.4) {
        continue;
      }
      BufferedImage image = copy(ground);
      Graphics2D g = image.createGraphics();
      smooth(g);
      main(g, image, treatment);
      sub(g, image);
      g.dispose();
      double contrast = contrast(image);
      if (best == null || contrast > best.contrast) {
        best = new Painted(image, contrast, treatment);
      }
      if (contrast >= Legibility.LEAST) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no treatment of text to try");
    }
    return best;
  }

  private double contrast(BufferedImage image) {
    Shape all = TextBlock.union(block.main());
    double worst = 21;
    for (Shape line : block.main()) {
      worst = Math.min(worst, Legibility.contrast(image, line, all, block.mainSize()));
    }
    return worst;
  }

  private void main(Graphics2D g, BufferedImage image, Treatment treatment) {
    Shape all = TextBlock.union(block.main());
    double size = block.mainSize();
    switch (treatment) {
      case PLAIN, BARS -> {}
      case SHADOW -> cloud(g, all, size);
      case OUTLINE -> {
        g.setColor(Backdrop.withAlpha(palette.shade(), 0.75));
        outline(
            g,
            AffineTransform.getTranslateInstance(size * 0.05, size * 0.06)
                .createTransformedShape(all),
            size * 0.18);
        g.setColor(new Color(palette.shade()));
        outline(g, all, size * 0.18);
      }
      case PANEL -> {
        var bounds = all.getBounds2D();
        double pad = Math.max(14, size * 0.18);
        g.setColor(new Color(palette.shade()));
        g.fill(
            new RoundRectangle2D.Double(
                bounds.getX() - pad,
                bounds.getY() - pad,
                bounds.getWidth() + 2 * pad,
                bounds.getHeight() + 2 * pad,
                26,
                26));
      }
    }
    for (int i = 0; i < block.main().size(); i++) {
      Shape line = block.main().get(i);
      int ink = treatment == Treatment.BARS ? bar(g, line, i) : ink(image, line, treatment, i);
      g.setColor(new Color(ink));
      g.fill(line);
    }
  }

  private int bar(Graphics2D g, Shape line, int index) {
    int colour =
        index == emphasised || block.main().size() == 1 ? palette.accent() : palette.shade();
    Rectangle2D bounds = line.getBounds2D();
    double pad = block.mainSize() * 0.13;
    double lean = block.mainSize() * 0.06;
    var bar = new Path2D.Double();
    bar.moveTo(bounds.getX() - pad + lean, bounds.getY() - pad * 0.7);
    bar.lineTo(bounds.getMaxX() + pad + lean, bounds.getY() - pad * 0.7);
    bar.lineTo(bounds.getMaxX() + pad - lean, bounds.getMaxY() + pad * 0.7);
    bar.lineTo(bounds.getX() - pad - lean, bounds.getMaxY() + pad * 0.7);
    bar.closePath();
    g.setColor(new Color(colour));
    g.fill(bar);
    return Colours.inkOn(colour);
  }

  private int ink(BufferedImage image, Shape line, Treatment treatment, int index) {
    if (treatment == Treatment.PLAIN) {
      int behind = average(image, line.getBounds2D());
      int text = Colours.legible(palette.text(), behind, 6);
      return index == emphasised ? Colours.legible(palette.accent(), behind, 5.2) : text;
    }
    int wanted = index == emphasised ? palette.accent() : palette.text();
    return Colours.legible(wanted, palette.shade(), 6);
  }

  private void sub(Graphics2D g, BufferedImage image) {
    if (block.sub().isEmpty()) {
      return;
    }
    Shape all = TextBlock.union(block.sub());
    Rectangle2D bounds = all.getBounds2D();
    if (isSubPlain) {
      BufferedImage tried = copy(image);
      Graphics2D on = tried.createGraphics();
      smooth(on);
      int ink = Colours.legible(palette.text(), average(image, bounds), 6);
      on.setColor(new Color(ink));
      on.fill(all);
      on.dispose();
      if (Legibility.contrast(tried, all, all, block.subSize()) >= Legibility.LEAST) {
        g.setColor(new Color(ink));
        g.fill(all);
        return;
      }
    }
    double pad = block.subSize() * 0.34;
    g.setColor(new Color(palette.accent()));
    g.fill(
        new RoundRectangle2D.Double(
            bounds.getX() - pad * 1.4,
            bounds.getY() - pad,
            bounds.getWidth() + pad * 2.8,
            bounds.getHeight() + pad * 2,
            pad * 2,
            pad * 2));
    g.setColor(new Color(Colours.inkOn(palette.accent())));
    g.fill(all);
  }

  /** The letters in the shade's colour, blurred: drawn at an eighth, smoothed and enlarged. */
  private void cloud(Graphics2D g, Shape letters, double size) {
    int w = Layout.WIDTH / 8;
    int h = Layout.HEIGHT / 8;
    var small = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D on = small.createGraphics();
    smooth(on);
    on.scale(1 / 8.0, 1 / 8.0);
    on.setColor(new Color(palette.shade()));
    outline(on, letters, size * 0.34);
    on.dispose();
    float[] ninth = new float[9];
    Arrays.fill(ninth, 1 / 9f);
    var blur = new ConvolveOp(new Kernel(3, 3, ninth), ConvolveOp.EDGE_NO_OP, null);
    BufferedImage soft = blur.filter(blur.filter(small, null), null);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(soft, 0, 0, Layout.WIDTH, Layout.HEIGHT, null);
  }

  private static void outline(Graphics2D g, Shape letters, double width) {
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(letters);
    g.fill(letters);
  }

  private static int average(BufferedImage image, Rectangle2D area) {
    List<Integer> seen = new ArrayList<>();
    for (double y = Math.max(0, area.getY());
        y < Math.min(image.getHeight(), area.getMaxY());
        y += 7) {
      for (double x = Math.max(0, area.getX());
          x < Math.min(image.getWidth(), area.getMaxX());
          x += 7) {
        seen.add(image.getRGB((int) x, (int) y));
      }
    }
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int bits = shift;
      double mean = seen.stream().mapToInt(rgb -> rgb >> bits & 0xff).average().orElse(128);
      mixed |= (int) Math.round(mean) << shift;
    }
    return mixed;
  }

  private static void smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private static BufferedImage copy(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    image.copyData(copy.getRaster());
    return copy;
  }
}
