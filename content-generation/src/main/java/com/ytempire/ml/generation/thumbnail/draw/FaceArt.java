package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.thumbnail.FaceExpression;
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

/** Draws a person from the shoulders up, cut out with a pale edge as if with scissors. */
final class FaceArt {
  private final FaceLook look;
  private final FaceShapes shapes;
  private final int shirt;
  private final int edge;

  /**
   * @param shirt colour of the clothes, 0xRRGGBB
   * @param edge colour of the cut's edge, 0xRRGGBB
   */
  FaceArt(FaceLook look, FaceExpression expression, int shirt, int edge) {
    this.look = look;
    this.shapes = FaceShapes.of(expression);
    this.shirt = shirt;
    this.edge = edge;
  }

  /**
   * Draws with the head's centre at a point.
   *
   * @param scale half the head's height, in pixels
   * @param bottom where the body is cut off, in pixels
   */
  void draw(Graphics2D target, double x, double y, double scale, double bottom) {
    var g = (Graphics2D) target.create();
    g.transform(new AffineTransform(scale, 0, 0, scale, x, y));
    double cut = (bottom - y) / scale;
    cutOut(g, cut);
    g.clip(new Rectangle2D.Double(-4, -4, 8, 4 + cut));
    paint(g, backHair(), look.hair());
    paint(g, body(), shirt);
    shade(g, body(), new Rectangle2D.Double(0.35, 0, 4, 6), 0.12);
    paint(g, neck(), Colours.mix(look.skin(), 0x5a2a10, 0.25));
    paint(g, ears(), Colours.mix(look.skin(), 0x7a3515, 0.12));
    paint(g, head(), look.skin());
    shade(g, head(), new Rectangle2D.Double(0.3, -2, 2, 4), 0.07);
    features(g);
    paint(g, frontHair(), look.hair());
    // Over hair and glasses, as cartoons do: they tell most of what a face feels.
    if (look.hasGlasses()) {
      glasses(g);
    }
    int dark = Colours.mix(look.hair(), 0, 0.35);
    paint(g, shapes.leftBrow(), dark);
    paint(g, shapes.rightBrow(), dark);
    for (Shape hand : shapes.hands()) {
      paint(g, hand, look.skin());
      stroke(g, hand, Colours.mix(look.skin(), 0x5a2a10, 0.45), 0.022);
    }
    g.dispose();
  }

  private void cutOut(Graphics2D g, double cut) {
    var silhouette = new Area(backHair());
    silhouette.add(new Area(body()));
    silhouette.add(new Area(neck()));
    silhouette.add(new Area(ears()));
    silhouette.add(new Area(head()));
    silhouette.add(new Area(frontHair()));
    shapes.hands().forEach(hand -> silhouette.add(new Area(hand)));
    silhouette.intersect(new Area(new Rectangle2D.Double(-4, -4, 8, 4 + cut)));
    g.setColor(new Color(0, 0, 0, 70));
    Shape shadow =
        AffineTransform.getTranslateInstance(0.07, 0.06).createTransformedShape(silhouette);
    g.fill(shadow);
    stroke(g, silhouette, edge, 0.13);
  }

  private void features(Graphics2D g) {
    g.setColor(new Color(0xe8, 0x60, 0x50, 60));
    g.fill(new Ellipse2D.Double(-0.66, 0.16, 0.34, 0.24));
    g.fill(new Ellipse2D.Double(0.32, 0.16, 0.34, 0.24));
    eye(g, shapes.leftEye(), shapes.leftIris());
    eye(g, shapes.rightEye(), shapes.rightIris());
    var nose = new Path2D.Double();
    nose.moveTo(-0.02, 0.02);
    nose.quadTo(0.13, 0.26, -0.04, 0.27);
    stroke(g, nose, Colours.mix(look.skin(), 0x5a2a10, 0.4), 0.04);
    mouth(g);
  }

  private void mouth(Graphics2D g) {
    if (!shapes.isMouthOpen()) {
      paint(g, shapes.mouth(), 0x6b2522);
      return;
    }
    paint(g, shapes.mouth(), 0x54141a);
    var tongue = new Area(shapes.mouth());
    Rectangle2D box = shapes.mouth().getBounds2D();
    tongue.intersect(
        new Area(
            new Ellipse2D.Double(
                box.getX() + box.getWidth() * 0.15,
                box.getY() + box.getHeight() * 0.62,
                box.getWidth() * 0.7,
                box.getHeight() * 0.6)));
    paint(g, tongue, 0xd9605f);
    var teeth = new Area(shapes.teeth());
    teeth.intersect(new Area(shapes.mouth()));
    paint(g, teeth, 0xffffff);
    stroke(g, shapes.mouth(), 0x6b2522, 0.035);
  }

  private void eye(Graphics2D g, Shape white, Shape iris) {
    paint(g, white, 0xffffff);
    var inner = (Graphics2D) g.create();
    inner.clip(white);
    paint(inner, iris, 0x3b2a20);
    Rectangle2D box = iris.getBounds2D();
    paint(
        inner,
        new Ellipse2D.Double(
            box.getX() + box.getWidth() * 0.2,
            box.getY() + box.getHeight() * 0.15,
            box.getWidth() * 0.33,
            box.getHeight() * 0.33),
        0xffffff);
    inner.dispose();
    stroke(g, white, 0x2a1a14, 0.035);
  }

  private void glasses(Graphics2D g) {
    for (int side = -1; side <= 1; side += 2) {
      stroke(
          g,
          new RoundRectangle2D.Double(side * FaceShapes.EYE_X - 0.27, -0.36, 0.54, 0.54, 0.3, 0.3),
          0x1c1c22,
          0.06);
    }
    stroke(g, new Rectangle2D.Double(-0.07, -0.12, 0.14, 0.005), 0x1c1c22, 0.05);
  }

  private static Shape head() {
    var head = new Path2D.Double();
    head.moveTo(-0.8, -0.25);
    head.curveTo(-0.8, -1.25, 0.8, -1.25, 0.8, -0.25);
    head.curveTo(0.8, 0.5, 0.5, 1.0, 0, 1.0);
    head.curveTo(-0.5, 1.0, -0.8, 0.5, -0.8, -0.25);
    head.closePath();
    return head;
  }

  private static Shape ears() {
    var ears = new Area(new Ellipse2D.Double(-0.95, -0.2, 0.28, 0.42));
    ears.add(new Area(new Ellipse2D.Double(0.67, -0.2, 0.28, 0.42)));
    return ears;
  }

  private static Shape neck() {
    var neck = new Area(new Rectangle2D.Double(-0.32, 0.6, 0.64, 0.62));
    neck.add(new Area(new Ellipse2D.Double(-0.42, 1.0, 0.84, 0.42)));
    return neck;
  }

  private static Shape body() {
    var body = new Path2D.Double();
    body.moveTo(-1.62, 4);
    body.curveTo(-1.62, 1.5, -1.35, 1.3, -0.34, 1.12);
    body.lineTo(0.34, 1.12);
    body.curveTo(1.35, 1.3, 1.62, 1.5, 1.62, 4);
    body.closePath();
    return body;
  }

  private Shape backHair() {
    return switch (look.cut()) {
      case LONG -> {
        var hair = new Area(new Ellipse2D.Double(-1.02, -1.2, 2.04, 2.1));
        hair.add(new Area(new RoundRectangle2D.Double(-1.02, -0.2, 2.04, 1.75, 0.7, 0.7)));
        yield hair;
      }
      case CURLY -> {
        var hair = new Area();
        for (int i = 0; i < 12; i++) {
          double angle = Math.PI * (0.92 + 1.16 * i / 11);
          double x = Math.cos(angle) * 0.86;
          double y = Math.sin(angle) * 0.92 - 0.25;
          hair.add(new Area(new Ellipse2D.Double(x - 0.3, y - 0.3, 0.6, 0.6)));
        }
        yield hair;
      }
      case BUN -> new Ellipse2D.Double(-0.38, -1.55, 0.76, 0.76);
      case SHORT -> new Area();
    };
  }

  private Shape frontHair() {
    var cap = new Area(new Ellipse2D.Double(-0.88, -1.14, 1.76, 1.9));
    var face = new Path2D.Double();
    switch (look.cut()) {
      case SHORT -> {
        face.moveTo(-0.74, 1);
        face.lineTo(-0.74, -0.38);
        face.curveTo(-0.6, -0.7, 0.1, -0.45, 0.48, -0.74);
        face.quadTo(0.72, -0.5, 0.74, 1);
      }
      case LONG -> {
        face.moveTo(-0.7, 1.2);
        face.curveTo(-0.86, -0.2, -0.5, -0.5, -0.28, -0.86);
        face.curveTo(0.0, -0.5, 0.6, -0.5, 0.72, -0.1);
        face.lineTo(0.68, 1.2);
      }
      case CURLY -> {
        face.moveTo(-0.78, 1);
        face.lineTo(-0.74, -0.25);
        face.curveTo(-0.55, -0.75, -0.25, -0.55, 0, -0.68);
        face.curveTo(0.25, -0.55, 0.55, -0.75, 0.74, -0.25);
        face.lineTo(0.78, 1);
      }
      case BUN -> {
        face.moveTo(-0.74, 1);
        face.curveTo(-0.8, -0.3, -0.55, -0.8, 0, -0.82);
        face.curveTo(0.55, -0.8, 0.8, -0.3, 0.74, 1);
      }
    }
    face.closePath();
    cap.subtract(new Area(face));
    cap.subtract(new Area(new Rectangle2D.Double(-2, 0.02, 4, 2)));
    return cap;
  }

  private static void paint(Graphics2D g, Shape shape, int rgb) {
    g.setColor(new Color(rgb));
    g.fill(shape);
  }

  private static void stroke(Graphics2D g, Shape shape, int rgb, double width) {
    g.setColor(new Color(rgb));
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(shape);
  }

  private static void shade(Graphics2D g, Shape whole, Shape part, double share) {
    var shaded = new Area(whole);
    shaded.intersect(new Area(part));
    g.setColor(new Color(0, 0, 0, (int) (share * 255)));
    g.fill(shaded);
  }
}
