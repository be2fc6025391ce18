package com.ytempire.ml.generation.picture.scene;

import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.picture.colour.Oklch;
import com.ytempire.ml.generation.picture.colour.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.RadialGradientPaint;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/** Paints surroundings over a whole picture, in the colours of a palette. */
final class ScenePainter {
  private static final Color NONE = new Color(0, 0, 0, 0);

  private final Graphics2D g;
  private final Palette palette;
  private final RandomGenerator random;
  private final int width;
  private final int height;

  ScenePainter(Graphics2D g, Palette palette, RandomGenerator random, int width, int height) {
    this.g = g;
    this.palette = palette;
    this.random = random;
    this.width = width;
    this.height = height;
  }

  void paint(Scene scene) {
    switch (scene) {
      case CITY -> city();
      case HILLS -> hills();
      case STARS -> stars();
      case WAVES -> waves();
      case LIGHTS -> lights();
    }
  }

  private void sky(int top, int bottom) {
    g.setPaint(new GradientPaint(0, 0, new Color(top), 0, height, new Color(bottom)));
    g.fillRect(0, 0, width, height);
  }

  private void glow(double x, double y, double radius, int rgb, double share) {
    var middle = new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, (int) (share * 255));
    g.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) radius,
            new float[] {0, 1},
            new Color[] {middle, fade(middle)},
            CycleMethod.NO_CYCLE));
    g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private static Color fade(Color c) {
    return c.equals(NONE) ? NONE : new Color(c.getRed(), c.getGreen(), c.getBlue(), 0);
  }

  private void city() {
    sky(palette.ground(), palette.far());
    double sun = width * (0.25 + 0.5 * random.nextDouble());
    glow(sun, height * 0.5, height * 0.75, palette.accent(), 0.85);
    for (int row = 0; row < 3; row++) {
      int houses = Colours.mix(palette.far(), 0x0a0a14, 0.35 + row * 0.25);
      double x = -40;
      while (x < width) {
        double w = 60 + random.nextDouble() * 90;
        double top = height * (0.42 + row * 0.13 - random.nextDouble() * 0.22);
        g.setColor(new Color(houses));
        g.fill(new Rectangle2D.Double(x, top, w, height));
        windows(x, top, w, row);
        x += w + random.nextDouble() * 12;
      }
    }
  }

  private void windows(double x, double top, double w, int row) {
    int lit = Colours.mix(palette.accent(), 0xfff2c0, 0.5);
    double step = 16 + row * 5;
    g.setColor(new Color(lit >> 16 & 0xff, lit >> 8 & 0xff, lit & 0xff, 70 + row * 50));
    for (double wy = top + 14; wy < height - 20; wy += step * 1.4) {
      for (double wx = x + 9; wx < x + w - step * 0.6; wx += step) {
        if (random.nextInt(3) == 0) {
          g.fill(new Rectangle2D.Double(wx, wy, step * 0.4, step * 0.6));
        }
      }
    }
  }

  private void hills() {
    sky(palette.ground(), Colours.mix(palette.far(), palette.accent(), 0.5));
    double sx = width * (0.2 + 0.6 * random.nextDouble());
    glow(sx, height * 0.42, height * 0.7, 0xfff1cf, 0.7);
    g.setColor(new Color(Colours.mix(palette.accent(), 0xffffff, 0.55)));
    g.fill(new Ellipse2D.Double(sx - 70, height * 0.42 - 70, 140, 140));
    for (int layer = 0; layer < 5; layer++) {
      var ridge = new Path2D.Double();
      double base = height * (0.5 + layer * 0.11);
      double phase = random.nextDouble() * 6;
      ridge.moveTo(0, height);
      for (int x = 0; x <= width; x += 8) {
        double y =
            base
                - (70 - layer * 8) * peak(x * (0.0045 + layer * 0.0012) + phase)
                - 18 * peak(x * 0.021 + phase * 3);
        ridge.lineTo(x, y);
      }
      ridge.lineTo(width, height);
      ridge.closePath();
      g.setColor(
          new Color(
              Colours.mix(
                  Colours.mix(palette.far(), palette.support(), 0.35),
                  0x0b1020,
                  0.15 + layer * 0.18)));
      g.fill(ridge);
    }
  }

  /** Between a wave and a row of triangles, -1 to 1. */
  private static double peak(double x) {
    return 0.6 * Math.asin(Math.sin(x)) * 2 / Math.PI + 0.4 * Math.sin(x * 1.7);
  }

  private void stars() {
    int night = Oklch.of(palette.ground()).withL(0.14).rgb();
    sky(night, Oklch.of(palette.far()).withL(0.3).rgb());
    glow(width * random.nextDouble(), height * 0.3, height * 0.9, palette.far(), 0.7);
    glow(width * random.nextDouble(), height * 0.8, height * 0.6, palette.support(), 0.45);
    for (int i = 0; i < 260; i++) {
      double r = 0.6 + Math.pow(random.nextDouble(), 4) * 3.2;
      g.setColor(new Color(255, 255, 255, 90 + random.nextInt(165)));
      g.fill(new Ellipse2D.Double(random.nextDouble() * width, random.nextDouble() * height, r, r));
    }
    double px = width * (0.15 + 0.7 * random.nextDouble());
    double py = height * 0.5;
    double r = 190 + random.nextDouble() * 110;
    glow(px, py, r * 1.5, palette.accent(), 0.5);
    var ball = new Ellipse2D.Double(px - r, py - r, 2 * r, 2 * r);
    g.setPaint(
        new GradientPaint(
            (float) (px - r),
            (float) (py - r),
            new Color(palette.accent()),
            (float) (px + r),
            (float) (py + r),
            new Color(night)));
    g.fill(ball);
    g.setStroke(new BasicStroke(16));
    g.setColor(new Color(Colours.mix(palette.support(), 0xffffff, 0.4)));
    var old = g.getTransform();
    g.rotate(-0.35, px, py);
    g.draw(new Arc2D.Double(px - r * 1.6, py - r * 0.4, r * 3.2, r * 0.8, 150, 240, Arc2D.OPEN));
    g.setTransform(old);
  }

  private void waves() {
    sky(palette.ground(), palette.far());
    double phase = random.nextDouble() * 6;
    for (int band = 0; band < 7; band++) {
      var wave = new Path2D.Double();
      wave.moveTo(0, height);
      for (int x = 0; x <= width; x += 10) {
        double y =
            height * (0.14 + band * 0.135)
                + 70 * Math.sin(x * 0.0042 + phase + band * 0.75)
                + 26 * Math.sin(x * 0.011 - phase + band * 1.9);
        wave.lineTo(x, y);
      }
      wave.lineTo(width, height);
      wave.closePath();
      int colour =
          band == 3
              ? palette.accent()
              : Colours.mix(
                  palette.far(),
                  band % 2 == 0 ? palette.ground() : palette.support(),
                  0.25 + 0.5 * band / 7);
      g.setPaint(
          new GradientPaint(
              0,
              0,
              new Color(colour),
              width,
              height,
              new Color(Colours.mix(colour, palette.shade(), 0.4))));
      g.fill(wave);
    }
  }

  private void lights() {
    int dark = Oklch.of(palette.ground()).withL(0.2).rgb();
    sky(dark, Oklch.of(palette.far()).withL(0.32).rgb());
    glow(width * random.nextDouble(), height * 0.4, height, palette.accent(), 0.5);
    for (int i = 0; i < 46; i++) {
      double r = 18 + Math.pow(random.nextDouble(), 2) * 110;
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height;
      int rgb =
          i % 3 == 0
              ? palette.accent()
              : i % 3 == 1 ? palette.support() : Colours.mix(palette.far(), 0xffffff, 0.5);
      g.setColor(new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 40 + random.nextInt(70)));
      g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      g.setStroke(new BasicStroke(3));
      g.draw(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }
  }
}
