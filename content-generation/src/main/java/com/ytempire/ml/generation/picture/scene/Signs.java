package com.ytempire.ml.generation.picture.scene;

import com.ytempire.ml.generation.picture.colour.Colours;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Draws the sign of a subject: flat shapes with a pale edge, in a square from -1 to 1. Confined to
 * the thread that draws.
 */
public final class Signs {
  private final Graphics2D g;
  private final int main;
  private final int second;
  private final int light;

  private Signs(Graphics2D g, int main, int second, int light) {
    this.g = g;
    this.main = main;
    this.second = second;
    this.light = light;
  }

  /**
   * @param x of the middle, in pixels
   * @param y of the middle, in pixels
   * @param radius half of the side, in pixels
   * @param tilt clockwise, in degrees
   * @param main colour of the large shape, 0xRRGGBB
   * @param second colour of the others, 0xRRGGBB
   */
  public static void draw(
      Graphics2D target,
      Subject subject,
      double x,
      double y,
      double radius,
      double tilt,
      int main,
      int second) {
    var g = (Graphics2D) target.create();
    g.translate(x, y);
    g.rotate(Math.toRadians(tilt));
    g.scale(radius, radius);
    new Signs(g, main, second, 0xffffff).draw(subject);
    g.dispose();
  }

  private void draw(Subject subject) {
    switch (subject) {
      case GAMES -> games();
      case MONEY -> money();
      case CODE -> code();
      case CHIP -> chip();
      case PHONE -> phone();
      case MUSIC -> music();
      case FITNESS -> fitness();
      case HEART -> heart();
      case FOOD -> food();
      case CAR -> car();
      case TRAVEL -> travel();
      case CAMERA -> camera();
      case SPACE -> rocket();
      case NATURE -> leaf();
      case BALL -> ball();
      case GROWTH -> growth();
      case BOOK -> book();
      case BULB -> bulb();
      case PLAY -> play();
    }
  }

  private void games() {
    var pad = new Area(round(-0.95, -0.42, 1.9, 0.85, 0.8));
    pad.add(new Area(circle(-0.62, 0.25, 0.4)));
    pad.add(new Area(circle(0.62, 0.25, 0.4)));
    body(pad);
    fill(round(-0.68, -0.1, 0.5, 0.16, 0.05), light);
    fill(round(-0.51, -0.27, 0.16, 0.5, 0.05), light);
    fill(circle(0.62, -0.2, 0.1), second);
    fill(circle(0.62, 0.16, 0.1), light);
    fill(circle(0.42, -0.02, 0.1), light);
    fill(circle(0.82, -0.02, 0.1), second);
  }

  private void money() {
    for (int i = 2; i >= 0; i--) {
      var coin = circle(-0.08 + i * 0.1, 0.1 - i * 0.14, 0.78);
      body(coin);
      stroke(circle(-0.08 + i * 0.1, 0.1 - i * 0.14, 0.62), second, 0.06);
    }
    var s = new Path2D.Double();
    s.moveTo(0.18, -0.14);
    s.curveTo(0.1, -0.38, -0.42, -0.32, -0.36, -0.06);
    s.curveTo(-0.3, 0.18, 0.22, 0.06, 0.22, 0.3);
    s.curveTo(0.22, 0.56, -0.32, 0.52, -0.38, 0.28);
    stroke(s, light, 0.13);
    stroke(line(-0.08, -0.42, -0.08, 0.62), light, 0.1);
  }

  private void code() {
    body(round(-0.95, -0.75, 1.9, 1.5, 0.25));
    fill(round(-0.83, -0.45, 1.66, 1.08, 0.12), 0x16181f);
    fill(circle(-0.76, -0.6, 0.06), light);
    fill(circle(-0.58, -0.6, 0.06), second);
    stroke(path(-0.3, -0.2, -0.58, 0.08, -0.3, 0.36), light, 0.11);
    stroke(path(0.3, -0.2, 0.58, 0.08, 0.3, 0.36), light, 0.11);
    stroke(line(0.1, -0.26, -0.1, 0.42), second, 0.11);
  }

  private void chip() {
    for (int i = -2; i <= 2; i++) {
      stroke(line(i * 0.26, -0.95, i * 0.26, 0.95), light, 0.09);
      stroke(line(-0.95, i * 0.26, 0.95, i * 0.26), light, 0.09);
    }
    body(round(-0.72, -0.72, 1.44, 1.44, 0.25));
    fill(round(-0.44, -0.44, 0.88, 0.88, 0.16), second);
    stroke(path(-0.22, 0.2, -0.02, -0.22, 0.02, -0.22, 0.22, 0.2), light, 0.1);
    stroke(line(-0.13, 0.06, 0.13, 0.06), light, 0.08);
  }

  private void phone() {
    body(round(-0.5, -0.98, 1.0, 1.96, 0.28));
    fill(round(-0.4, -0.8, 0.8, 1.5, 0.08), 0x16181f);
    for (int i = 0; i < 6; i++) {
      fill(
          round(-0.29 + i % 2 * 0.33, -0.66 + i / 2 * 0.38, 0.25, 0.25, 0.09),
          i % 3 == 0 ? second : light);
    }
    fill(circle(0, 0.83, 0.07), light);
  }

  private void music() {
    var note = new Area(rectangle(-0.36, -0.8, 0.16, 1.4));
    note.add(new Area(rectangle(0.56, -0.92, 0.16, 1.35)));
    note.add(new Area(polygon(-0.36, -0.8, 0.72, -0.98, 0.72, -0.62, -0.36, -0.44)));
    note.add(new Area(ellipse(-0.5, 0.6, 0.32, 0.24)));
    note.add(new Area(ellipse(0.42, 0.44, 0.32, 0.24)));
    body(note);
    fill(polygon(-0.2, -0.62, 0.56, -0.75, 0.56, -0.68, -0.2, -0.55), second);
  }

  private void fitness() {
    body(round(-0.7, -0.09, 1.4, 0.18, 0.1));
    for (int side = -1; side <= 1; side += 2) {
      body(round(side * 0.52 - 0.13, -0.55, 0.26, 1.1, 0.14));
      body(round(side * 0.8 - 0.11, -0.38, 0.22, 0.76, 0.14));
      fill(round(side * 0.52 - 0.05, -0.42, 0.1, 0.84, 0.1), second);
    }
  }

  private void heart() {
    var heart = new Path2D.Double();
    heart.moveTo(0, 0.85);
    heart.curveTo(-1.5, -0.15, -0.75, -1.15, 0, -0.45);
    heart.curveTo(0.75, -1.15, 1.5, -0.15, 0, 0.85);
    heart.closePath();
    body(heart);
    stroke(path(-0.72, 0, -0.3, 0, -0.15, -0.3, 0.08, 0.35, 0.25, 0, 0.72, 0), light, 0.1);
  }

  private void food() {
    body(polygon(-0.8, -0.55, 0.8, -0.55, 0, 0.98));
    fill(polygon(-0.6, -0.42, 0.6, -0.42, 0, 0.75), Colours.mix(main, 0xffe08a, 0.7));
    body(round(-0.92, -0.85, 1.84, 0.4, 0.36));
    fill(circle(-0.22, -0.15, 0.16), second);
    fill(circle(0.25, -0.05, 0.16), second);
    fill(circle(0.0, 0.34, 0.14), second);
  }

  private void car() {
    var car = new Area(round(-0.98, -0.08, 1.96, 0.5, 0.3));
    car.add(new Area(polygon(-0.62, 0, -0.38, -0.5, 0.3, -0.5, 0.62, 0)));
    body(car);
    fill(polygon(-0.46, -0.04, -0.3, -0.38, -0.06, -0.38, -0.06, -0.04), light);
    fill(polygon(0.06, -0.04, 0.06, -0.38, 0.25, -0.38, 0.45, -0.04), light);
    for (int side = -1; side <= 1; side += 2) {
      fill(circle(side * 0.55, 0.42, 0.26), 0x16181f);
      fill(circle(side * 0.55, 0.42, 0.11), light);
    }
    fill(round(0.8, 0.05, 0.16, 0.14, 0.08), second);
  }

  private void travel() {
    var plane = new Area(round(-0.13, -0.98, 0.26, 1.9, 0.26));
    plane.add(new Area(polygon(0, -0.3, 0.95, 0.3, 0.95, 0.5, 0, 0.25, -0.95, 0.5, -0.95, 0.3)));
    plane.add(new Area(polygon(0, 0.55, 0.4, 0.85, 0.4, 0.98, 0, 0.88, -0.4, 0.98, -0.4, 0.85)));
    body(plane);
    fill(ellipse(0, -0.74, 0.07, 0.1), second);
  }

  private void camera() {
    var box = new Area(round(-0.95, -0.5, 1.9, 1.25, 0.25));
    box.add(new Area(round(-0.4, -0.75, 0.8, 0.4, 0.15)));
    body(box);
    fill(circle(0, 0.12, 0.48), light);
    fill(circle(0, 0.12, 0.38), 0x16181f);
    fill(circle(0, 0.12, 0.22), second);
    fill(circle(-0.1, 0.02, 0.08), light);
    fill(round(0.58, -0.36, 0.22, 0.14, 0.06), second);
  }

  private void rocket() {
    fill(polygon(-0.26, 0.5, 0.26, 0.5, 0, 1.15), 0xff9d2e);
    fill(polygon(-0.13, 0.5, 0.13, 0.5, 0, 0.9), 0xffe27a);
    body(polygon(-0.3, 0.05, -0.7, 0.62, -0.28, 0.5));
    body(polygon(0.3, 0.05, 0.7, 0.62, 0.28, 0.5));
    var hull = new Path2D.Double();
    hull.moveTo(0, -1);
    hull.curveTo(0.55, -0.55, 0.42, 0.2, 0.3, 0.56);
    hull.lineTo(-0.3, 0.56);
    hull.curveTo(-0.42, 0.2, -0.55, -0.55, 0, -1);
    hull.closePath();
    body(hull);
    fill(circle(0, -0.25, 0.2), light);
    fill(circle(0, -0.25, 0.14), second);
  }

  private void leaf() {
    var leaf = new Path2D.Double();
    leaf.moveTo(-0.75, 0.7);
    leaf.curveTo(-1.0, -0.6, 0.1, -0.9, 0.85, -0.85);
    leaf.curveTo(0.95, 0.0, 0.5, 1.0, -0.75, 0.7);
    leaf.closePath();
    body(leaf);
    stroke(line(-0.9, 0.92, 0.45, -0.45), light, 0.08);
    stroke(line(-0.2, 0.2, -0.25, -0.3), light, 0.06);
    stroke(line(0.1, -0.1, 0.5, 0.05), second, 0.06);
  }

  private void ball() {
    body(circle(0, 0, 0.92));
    var middle = new Path2D.Double();
    for (int i = 0; i < 5; i++) {
      double angle = Math.toRadians(-90 + 72.0 * i);
      double x = Math.cos(angle);
      double y = Math.sin(angle);
      if (i == 0) {
        middle.moveTo(x * 0.36, y * 0.36);
      } else {
        middle.lineTo(x * 0.36, y * 0.36);
      }
      stroke(line(x * 0.36, y * 0.36, x * 0.88, y * 0.88), light, 0.07);
    }
    middle.closePath();
    fill(middle, second);
    stroke(middle, light, 0.06);
  }

  private void growth() {
    double[] heights = {0.5, 0.8, 1.1, 1.55};
    for (int i = 0; i < 4; i++) {
      body(round(-0.9 + i * 0.46, 0.85 - heights[i], 0.36, heights[i], 0.1));
    }
    stroke(path(-0.85, 0.05, -0.3, -0.35, 0.05, -0.2, 0.75, -0.9), second, 0.13);
    fill(polygon(0.45, -1.0, 0.95, -1.08, 0.86, -0.58), second);
  }

  private void book() {
    body(polygon(0, -0.5, -0.95, -0.68, -0.95, 0.62, 0, 0.82));
    body(polygon(0, -0.5, 0.95, -0.68, 0.95, 0.62, 0, 0.82));
    for (int i = 0; i < 3; i++) {
      stroke(line(-0.75, -0.35 + i * 0.3, -0.2, -0.25 + i * 0.3), light, 0.07);
      stroke(line(0.2, -0.25 + i * 0.3, 0.75, -0.35 + i * 0.3), i == 1 ? second : light, 0.07);
    }
  }

  private void bulb() {
    var bulb = new Area(circle(0, -0.3, 0.62));
    bulb.add(new Area(polygon(-0.42, 0.1, 0.42, 0.1, 0.28, 0.52, -0.28, 0.52)));
    body(bulb);
    fill(round(-0.28, 0.5, 0.56, 0.36, 0.12), light);
    stroke(line(-0.26, 0.68, 0.26, 0.68), second, 0.06);
    stroke(path(-0.18, 0.45, -0.24, -0.2, 0, -0.02, 0.24, -0.2, 0.18, 0.45), light, 0.07);
    for (int i = 0; i < 5; i++) {
      double angle = Math.toRadians(-150 + 30.0 * i * 2 / 2);
      stroke(
          line(
              Math.cos(angle - 0.5) * 0.8,
              Math.sin(angle - 0.5) * 0.8 - 0.3,
              Math.cos(angle - 0.5),
              Math.sin(angle - 0.5) - 0.3),
          second,
          0.07);
    }
  }

  private void play() {
    body(round(-0.98, -0.68, 1.96, 1.36, 0.5));
    fill(polygon(-0.25, -0.38, 0.42, 0, -0.25, 0.38), light);
  }

  /** The large shape, with its edge and a darker lower half. */
  private void body(Shape shape) {
    stroke(shape, light, 0.13);
    fill(shape, main);
    var lower = new Area(shape);
    Rectangle2D box = shape.getBounds2D();
    lower.intersect(
        new Area(
            AffineTransform.getRotateInstance(-0.35)
                .createTransformedShape(new Rectangle2D.Double(-3, box.getCenterY(), 6, 3))));
    g.setColor(new Color(0, 0, 0, 38));
    g.fill(lower);
  }

  private void fill(Shape shape, int rgb) {
    g.setColor(new Color(rgb));
    g.fill(shape);
  }

  private void stroke(Shape shape, int rgb, double width) {
    g.setColor(new Color(rgb));
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(shape);
  }

  private static Shape circle(double x, double y, double r) {
    return ellipse(x, y, r, r);
  }

  private static Shape ellipse(double x, double y, double rx, double ry) {
    return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
  }

  private static Shape round(double x, double y, double w, double h, double arc) {
    return new RoundRectangle2D.Double(x, y, w, h, arc, arc);
  }

  private static Shape rectangle(double x, double y, double w, double h) {
    return new Rectangle2D.Double(x, y, w, h);
  }

  private static Shape line(double x1, double y1, double x2, double y2) {
    return path(x1, y1, x2, y2);
  }

  private static Shape polygon(double... xy) {
    Path2D path = path(xy);
    path.closePath();
    return path;
  }

  private static Path2D path(double... xy) {
    var path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    return path;
  }
}
