package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Paints what is behind face and text. */
final class Backdrop {
  private static final int W = Layout.WIDTH;
  private static final int H = Layout.HEIGHT;

  private final Graphics2D g;
  private final Palette palette;
  private final int version;
  private final double focusX;
  private final double focusY;

  /** The focus is where the face or sign is. */
  Backdrop(Graphics2D g, Palette palette, int version, double focusX, double focusY) {
    this.g = g;
    this.palette = palette;
    this.version = version;
    this.focusX = focusX;
    this.focusY = focusY;
  }

  void solid() {
    g.setColor(new Color(palette.ground()));
    g.fillRect(0, 0, W, H);
  }

  void gradient(PictureStyle style) {
    switch (style) {
      case VIBRANT -> vibrant();
      case MINIMAL -> minimal();
      case DRAMATIC -> dramatic();
      case PROFESSIONAL -> professional();
    }
  }

  /** The picture's middle, as large as fills everything; dimmed on the text's side. */
  void image(BufferedImage picture, TextPosition position, PictureStyle style) {
    double zoom = 1 + version % 4 * 0.07;
    double scale =
        Math.max((double) W / picture.getWidth(), (double) H / picture.getHeight()) * zoom;
    double w = picture.getWidth() * scale;
    double h = picture.getHeight() * scale;
    var inner = (Graphics2D) g.create();
    inner.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    if (version % 2 == 1) {
      inner.translate(W, 0);
      inner.scale(-1, 1);
    }
    inner.drawImage(
        picture,
        (int) Math.floor((W - w) / 2),
        (int) Math.floor((H - h) / 2),
        (int) Math.ceil(w),
        (int) Math.ceil(h),
        null);
    inner.dispose();
    double share = style == PictureStyle.VIBRANT ? 0.6 : 0.82;
    dim(position, share);
  }

  private void dim(TextPosition position, double share) {
    Color dark = withAlpha(palette.shade(), share);
    Color clear = withAlpha(palette.shade(), 0);
    Paint paint =
        switch (position) {
          case LEFT -> new GradientPaint(W * 0.35f, 0, dark, W * 0.75f, 0, clear);
          case RIGHT -> new GradientPaint(W * 0.65f, 0, dark, W * 0.25f, 0, clear);
          case TOP -> new GradientPaint(0, H * 0.3f, dark, 0, H * 0.75f, clear);
          case BOTTOM -> new GradientPaint(0, H * 0.7f, dark, 0, H * 0.3f, clear);
          case CENTER ->
              new RadialGradientPaint(
                  W / 2f, H / 2f, W * 0.6f, new float[] {0.3f, 1}, new Color[] {dark, clear});
        };
    g.setPaint(paint);
    g.fillRect(0, 0, W, H);
  }

  private void vibrant() {
    linear(palette.ground(), palette.far(), version % 2 == 0);
    switch (version % 4) {
      case 0 -> {
        rays(14, withAlpha(0xffffff, 0.16));
        glow(focusX, focusY, 420, palette.accent(), 0.75);
      }
      case 1 -> {
        glow(focusX, focusY, 620, palette.accent(), 0.6);
        dots(withAlpha(palette.far(), 0.55));
      }
      case 2 -> {
        slant(focusX < 640 ? -1 : 1, 330, new Color(palette.accent()));
        slant(focusX < 640 ? -1 : 1, 300, new Color(palette.far()));
        dots(withAlpha(0xffffff, 0.10));
      }
      default -> {
        glow(focusX, focusY, 560, 0xffffff, 0.35);
        ring(focusX, focusY, 300, 46, new Color(palette.accent()));
        ring(focusX, focusY, 400, 14, withAlpha(0xffffff, 0.5));
      }
    }
  }

  private void minimal() {
    linear(palette.ground(), palette.far(), true);
    switch (version % 3) {
      case 0 -> disc(focusX, focusY + 30, 290, new Color(palette.accent()));
      case 1 -> {
        double edge = focusX < 640 ? 0 : Math.max(760, focusX - 250);
        g.setColor(new Color(palette.accent()));
        g.fill(new Rectangle2D.Double(edge, 0, focusX < 640 ? Math.min(520, focusX + 250) : W, H));
      }
      default -> {
        ring(focusX, focusY + 20, 275, 26, new Color(palette.accent()));
        disc(focusX, focusY + 20, 230, withAlpha(palette.support(), 0.35));
      }
    }
  }

  private void dramatic() {
    linear(palette.ground(), Colours.mix(palette.ground(), 0, 0.5), true);
    switch (version % 3) {
      case 0 -> {
        glow(focusX, focusY, 640, palette.far(), 1);
        glow(focusX, focusY, 330, palette.accent(), 0.7);
      }
      case 1 -> {
        glow(focusX < 640 ? 0 : W, H * 0.2, 760, palette.accent(), 0.65);
        glow(focusX < 640 ? W : 0, H, 620, palette.support(), 0.5);
      }
      default -> {
        glow(focusX, focusY, 700, palette.far(), 0.8);
        rays(9, withAlpha(palette.accent(), 0.22));
      }
    }
    vignette();
  }

  private void professional() {
    linear(palette.ground(), palette.far(), version % 2 == 0);
    int side = focusX < 640 ? -1 : 1;
    switch (version % 3) {
      case 0 -> {
        grid(withAlpha(0xffffff, 0.06));
        slant(side, 395, withAlpha(palette.accent(), 1));
        slant(side, 375, new Color(palette.far()));
      }
      case 1 -> {
        slant(side, 430, withAlpha(palette.accent(), 0.28));
        slant(side, 340, withAlpha(palette.accent(), 0.45));
        slant(side, 260, new Color(palette.accent()));
      }
      default -> {
        grid(withAlpha(0xffffff, 0.05));
        disc(focusX, focusY + 40, 330, withAlpha(palette.accent(), 0.25));
        ring(focusX, focusY + 40, 330, 8, new Color(palette.accent()));
      }
    }
    g.setColor(new Color(palette.accent()));
    g.fillRect(0, H - 14, W, 14);
  }

  private void linear(int from, int to, boolean isDown) {
    g.setPaint(
        new GradientPaint(0, isDown ? 0 : H, new Color(from), W, isDown ? H : 0, new Color(to)));
    g.fillRect(0, 0, W, H);
  }

  private void glow(double x, double y, double radius, int rgb, double share) {
    g.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) radius,
            new float[] {0, 1},
            new Color[] {withAlpha(rgb, share), withAlpha(rgb, 0)},
            CycleMethod.NO_CYCLE));
    g.fillRect(0, 0, W, H);
  }

  private void rays(int count, Color colour) {
    g.setColor(colour);
    for (int i = 0; i < count; i++) {
      double from = 2 * Math.PI * (i + 0.1 * version) / count;
      double to = from + Math.PI / count;
      var ray = new Path2D.Double();
      ray.moveTo(focusX, focusY);
      ray.lineTo(focusX + 1600 * Math.cos(from), focusY + 1600 * Math.sin(from));
      ray.lineTo(focusX + 1600 * Math.cos(to), focusY + 1600 * Math.sin(to));
      ray.closePath();
      g.fill(ray);
    }
  }

  /** Halftone: dots that grow towards the bottom. */
  private void dots(Color colour) {
    g.setColor(colour);
    for (int row = 0; row < 26; row++) {
      double r = 1 + row * 0.42;
      for (int column = 0; column < 46; column++) {
        double x = column * 29 + row % 2 * 14.5;
        g.fill(new Ellipse2D.Double(x - r, row * 29 - r, 2 * r, 2 * r));
      }
    }
  }

  private void grid(Color colour) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(2));
    for (int x = 40; x < W; x += 64) {
      g.drawLine(x, 0, x, H);
    }
    for (int y = 40; y < H; y += 64) {
      g.drawLine(0, y, W, y);
    }
  }

  /** Everything to one side of a leaning line, so far from the middle of that side's edge. */
  private void slant(int side, double depth, Color colour) {
    double edge = side < 0 ? 0 : W;
    var area = new Path2D.Double();
    area.moveTo(edge, 0);
    area.lineTo(edge - side * (depth * 1.45 + 60), 0);
    area.lineTo(edge - side * (depth * 1.45 - 100), H);
    area.lineTo(edge, H);
    area.closePath();
    g.setColor(colour);
    g.fill(area);
  }

  private void disc(double x, double y, double r, Color colour) {
    g.setColor(colour);
    g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
  }

  private void ring(double x, double y, double r, double width, Color colour) {
    g.setColor(colour);
    g.setStroke(new BasicStroke((float) width));
    g.draw(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
  }

  private void vignette() {
    g.setPaint(
        new RadialGradientPaint(
            W / 2f,
            H / 2f,
            800,
            new float[] {0.45f, 1},
            new Color[] {new Color(0, 0, 0, 0), new Color(0, 0, 0, 190)},
            CycleMethod.NO_CYCLE));
    g.fillRect(0, 0, W, H);
  }

  static Color withAlpha(int rgb, double share) {
    return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, (int) Math.round(share * 255));
  }
}
