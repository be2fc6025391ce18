package com.ytempire.ml.generation.thumbnail.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.picture.measure.PictureDistance;
import com.ytempire.ml.generation.thumbnail.FaceExpression;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FaceShapesTest {
  private static final FaceShapes SHOCKED = FaceShapes.of(FaceExpression.SHOCKED);
  private static final FaceShapes HAPPY = FaceShapes.of(FaceExpression.HAPPY);
  private static final FaceShapes SERIOUS = FaceShapes.of(FaceExpression.SERIOUS);
  private static final FaceShapes THINKING = FaceShapes.of(FaceExpression.THINKING);

  @Test
  void opensMouthAndEyesOfTheShockedWideAndRaisesBothBrows() {
    Rectangle2D mouth = SHOCKED.mouth().getBounds2D();

    assertThat(mouth.getHeight()).isGreaterThan(mouth.getWidth() * 1.3);
    for (FaceShapes other : new FaceShapes[] {HAPPY, SERIOUS, THINKING}) {
      assertThat(eyeHeight(SHOCKED)).isGreaterThan(eyeHeight(other) * 1.3);
      assertThat(browY(SHOCKED)).isLessThan(browY(other));
    }
    assertThat(SHOCKED.hands()).hasSize(2);
  }

  @Test
  void pullsTheCornersOfTheHappyMouthUp() {
    Rectangle2D mouth = HAPPY.mouth().getBounds2D();
    var slice = new Area(HAPPY.mouth());
    slice.intersect(new Area(new Rectangle2D.Double(mouth.getX(), -2, mouth.getWidth() * 0.08, 4)));
    var middle = new Area(HAPPY.mouth());
    middle.intersect(new Area(new Rectangle2D.Double(-0.05, -2, 0.1, 4)));

    assertThat(mouth.getWidth()).isGreaterThan(mouth.getHeight() * 1.5);
    assertThat(slice.getBounds2D().getCenterY())
        .isLessThan(middle.getBounds2D().getCenterY() - 0.05);
    assertThat(HAPPY.teeth().getBounds2D().getWidth()).isGreaterThan(0.5);
  }

  @Test
  void keepsTheSeriousMouthFlatAndDrawsTheBrowsTogether() {
    Rectangle2D mouth = SERIOUS.mouth().getBounds2D();

    assertThat(SERIOUS.isMouthOpen()).isFalse();
    assertThat(mouth.getHeight()).isLessThan(mouth.getWidth() * 0.25);
    assertThat(innerBrowY(SERIOUS)).isGreaterThan(outerBrowY(SERIOUS) + 0.08);
    assertThat(innerBrowY(HAPPY)).isLessThanOrEqualTo(outerBrowY(HAPPY));
  }

  @Test
  void turnsTheEyesOfTheThinkingUpAndAsideAndRaisesOneBrow() {
    assertThat(THINKING.gaze().getX()).isGreaterThan(0.05);
    assertThat(THINKING.gaze().getY()).isLessThan(-0.05);
    assertThat(SERIOUS.gaze().getX()).isZero();
    assertThat(THINKING.rightBrow().getBounds2D().getCenterY())
        .isLessThan(THINKING.leftBrow().getBounds2D().getCenterY() - 0.1);
    assertThat(THINKING.hands()).isNotEmpty();
  }

  @Test
  void keepsEyesWithinTheHeadAndAboveTheMouth() {
    for (FaceExpression expression : FaceExpression.values()) {
      var shapes = FaceShapes.of(expression);

      assertThat(shapes.leftEye().getBounds2D().getMinX()).isGreaterThan(-0.8);
      assertThat(shapes.rightEye().getBounds2D().getMaxX()).isLessThan(0.8);
      assertThat(shapes.mouth().getBounds2D().getMinY())
          .isGreaterThan(shapes.leftEye().getBounds2D().getMaxY());
      assertThat(shapes.mouth().getBounds2D().getMaxY()).isLessThan(1);
    }
  }

  @Test
  void drawsEveryExpressionDifferentlyOnTheSamePerson() {
    for (FaceExpression one : FaceExpression.values()) {
      for (FaceExpression other : FaceExpression.values()) {
        if (one.compareTo(other) < 0) {
          assertThat(PictureDistance.shapeDistance(face(one, 0), face(other, 0)))
              .as("%s and %s", one, other)
              .isGreaterThan(0.04);
        }
      }
    }
  }

  @Test
  void drawsAnotherPersonInTheNextVersion() {
    assertThat(
            PictureDistance.between(face(FaceExpression.HAPPY, 0), face(FaceExpression.HAPPY, 1)))
        .isGreaterThan(0.1);
  }

  private static PictureDistance.Print face(FaceExpression expression, int version) {
    var image = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(0x3060a0));
    g.fill(new Rectangle(500, 500));
    var look = FaceLook.of(new SplittableRandom(1), version);
    new FaceArt(look, expression, 0xff8800, 0xffffff).draw(g, 250, 230, 190, 500);
    g.dispose();
    return PictureDistance.print(image);
  }

  private static double eyeHeight(FaceShapes shapes) {
    return shapes.leftEye().getBounds2D().getHeight();
  }

  private static double browY(FaceShapes shapes) {
    return shapes.leftBrow().getBounds2D().getCenterY();
  }

  /** Middle of the left brow's end at the nose. */
  private static double innerBrowY(FaceShapes shapes) {
    Rectangle2D brow = shapes.leftBrow().getBounds2D();
    return part(shapes, brow.getMaxX() - 0.06);
  }

  private static double outerBrowY(FaceShapes shapes) {
    return part(shapes, shapes.leftBrow().getBounds2D().getMinX());
  }

  private static double part(FaceShapes shapes, double x) {
    var part = new Area(shapes.leftBrow());
    part.intersect(new Area(new Rectangle2D.Double(x, -2, 0.06, 4)));
    return part.getBounds2D().getCenterY();
  }
}
