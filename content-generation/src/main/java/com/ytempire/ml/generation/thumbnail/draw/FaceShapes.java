package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.thumbnail.FaceExpression;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/**
 * The parts of a face that show what it feels. The head's centre is 0, 0; it is 1.6 wide and 2
 * high; y grows downwards; left is the beholder's.
 *
 * @param leftEye the white that is seen between the lids
 * @param rightEye as the left one
 * @param leftIris where it looks from; may reach under the lids
 * @param rightIris as the left one
 * @param leftBrow a stroke
 * @param rightBrow as the left one
 * @param mouth the opening, or the line of closed lips
 * @param isMouthOpen whether something is seen in it
 * @param teeth upper teeth, within the mouth; empty where none are seen
 * @param hands fingers and palms in front of the face; empty where none are seen
 */
record FaceShapes(
    Shape leftEye,
    Shape rightEye,
    Shape leftIris,
    Shape rightIris,
    Shape leftBrow,
    Shape rightBrow,
    Shape mouth,
    boolean isMouthOpen,
    Shape teeth,
    List<Shape> hands) {
  static final double EYE_X = 0.33;
  static final double EYE_Y = -0.08;
  static final double MOUTH_Y = 0.52;

  static FaceShapes of(FaceExpression expression) {
    return switch (expression) {
      case SHOCKED -> shocked();
      case HAPPY -> happy();
      case SERIOUS -> serious();
      case THINKING -> thinking();
    };
  }

  /** Wide eyes, small irises, high brows, a mouth that is higher than wide, hands at the cheeks. */
  private static FaceShapes shocked() {
    return new FaceShapes(
        circle(-EYE_X, EYE_Y, 0.21, 0.24),
        circle(EYE_X, EYE_Y, 0.21, 0.24),
        circle(-EYE_X, EYE_Y, 0.085, 0.085),
        circle(EYE_X, EYE_Y, 0.085, 0.085),
        brow(-0.52, -0.44, -0.2, -0.50, 0.16),
        brow(0.2, -0.50, 0.52, -0.44, 0.16),
        circle(0, 0.56, 0.19, 0.27),
        true,
        new Rectangle2D.Double(-0.13, 0.3, 0.26, 0.07),
        List.of(palm(-1), palm(1)));
  }

  /** Lower lids pushed up by the cheeks, and a wide open smile. */
  private static FaceShapes happy() {
    var smile = new Path2D.Double();
    smile.moveTo(-0.43, 0.34);
    smile.quadTo(0, 0.44, 0.43, 0.34);
    smile.curveTo(0.40, 0.90, -0.40, 0.90, -0.43, 0.34);
    smile.closePath();
    var teeth = new Area(smile);
    teeth.intersect(new Area(new Rectangle2D.Double(-0.5, 0.3, 1, 0.22)));
    return new FaceShapes(
        lidded(-EYE_X, 0.19, 0.17, false),
        lidded(EYE_X, 0.19, 0.17, false),
        circle(-EYE_X, EYE_Y - 0.03, 0.115, 0.115),
        circle(EYE_X, EYE_Y - 0.03, 0.115, 0.115),
        brow(-0.52, -0.34, -0.18, -0.38, 0.10),
        brow(0.18, -0.38, 0.52, -0.34, 0.10),
        smile,
        true,
        teeth,
        List.of());
  }

  /** Straight upper lids, brows drawn down to the nose, closed straight lips. */
  private static FaceShapes serious() {
    return new FaceShapes(
        lidded(-EYE_X, 0.19, 0.15, true),
        lidded(EYE_X, 0.19, 0.15, true),
        circle(-EYE_X, EYE_Y, 0.11, 0.11),
        circle(EYE_X, EYE_Y, 0.11, 0.11),
        brow(-0.54, -0.33, -0.13, -0.21, 0.0),
        brow(0.13, -0.21, 0.54, -0.33, 0.0),
        line(-0.25, 0.55, 0, 0.52, 0.25, 0.55, 0.055),
        false,
        new Area(),
        List.of());
  }

  /** Eyes up and aside, one brow raised, a small crooked mouth, a hand at the chin. */
  private static FaceShapes thinking() {
    return new FaceShapes(
        circle(-EYE_X, EYE_Y, 0.19, 0.17),
        circle(EYE_X, EYE_Y, 0.19, 0.17),
        circle(-EYE_X + 0.085, EYE_Y - 0.075, 0.105, 0.105),
        circle(EYE_X + 0.085, EYE_Y - 0.075, 0.105, 0.105),
        brow(-0.53, -0.29, -0.15, -0.27, 0.02),
        brow(0.16, -0.50, 0.54, -0.42, 0.15),
        line(-0.17, 0.54, 0.03, 0.57, 0.22, 0.46, 0.06),
        false,
        new Area(),
        chinHand());
  }

  private static Shape circle(double x, double y, double rx, double ry) {
    return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
  }

  /** An eye that a lid covers in part: the upper one, straight, or the lower one, pushed up. */
  private static Shape lidded(double x, double rx, double ry, boolean isUpper) {
    var eye = new Area(circle(x, EYE_Y, rx, ry));
    Shape lid =
        isUpper
            ? new Rectangle2D.Double(x - rx, EYE_Y - ry, 2 * rx, ry * 0.75)
            : circle(x, EYE_Y + ry * 1.35, rx * 1.25, ry * 0.95);
    eye.subtract(new Area(lid));
    return eye;
  }

  private static Shape brow(double x1, double y1, double x2, double y2, double arch) {
    double top = Math.min(y1, y2) - arch;
    double third = (x2 - x1) / 3;
    var curve = new CubicCurve2D.Double(x1, y1, x1 + third, top, x2 - third, top, x2, y2);
    return new BasicStroke(0.085f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(curve);
  }

  private static Shape line(
      double x1, double y1, double xc, double yc, double x2, double y2, double width) {
    var path = new Path2D.Double();
    path.moveTo(x1, y1);
    path.quadTo(xc, yc, x2, y2);
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(path);
  }

  private static Shape palm(int side) {
    var hand = new Area(circle(side * 0.92, 0.72, 0.24, 0.33));
    for (int finger = 0; finger < 4; finger++) {
      double x = side * (0.60 + finger * 0.125);
      double top = 0.22 - 0.05 * Math.min(finger, 2) + (finger == 3 ? 0.05 : 0);
      hand.add(new Area(new RoundRectangle2D.Double(x - 0.065, top, 0.13, 0.55, 0.13, 0.13)));
    }
    return hand;
  }

  private static List<Shape> chinHand() {
    var fist = new Area(circle(0.18, 1.17, 0.36, 0.27));
    fist.add(new Area(new RoundRectangle2D.Double(0.0, 1.1, 0.5, 0.9, 0.3, 0.3)));
    var finger = new Path2D.Double();
    finger.moveTo(0.28, 1.15);
    finger.lineTo(0.40, 0.72);
    Shape pointing =
        new BasicStroke(0.17f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            .createStrokedShape(finger);
    var thumb = new Path2D.Double();
    thumb.moveTo(0.05, 1.1);
    thumb.lineTo(-0.12, 0.95);
    Shape under =
        new BasicStroke(0.17f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            .createStrokedShape(thumb);
    return List.of(fist, pointing, under);
  }

  /** Where both eyes look, away from the middle of the whites. */
  Point2D gaze() {
    return new Point2D.Double(
        rightIris.getBounds2D().getCenterX() - EYE_X, rightIris.getBounds2D().getCenterY() - EYE_Y);
  }
}
