package com.ytempire.ml.generation.picture.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureMeterTest {
  @Test
  void findsNothingInOnePlainColour() {
    PictureFeatures grey = PictureMeter.measure(filled(0x808080), 0);

    assertThat(grey.contrast()).isCloseTo(0, within(1e-6));
    assertThat(grey.colourfulness()).isCloseTo(0, within(1e-6));
    assertThat(grey.saturation()).isZero();
    assertThat(grey.edges()).isZero();
    assertThat(grey.sharpness()).isCloseTo(0, within(1e-6));
    assertThat(grey.clipped()).isZero();
    assertThat(grey.brightness()).isCloseTo(0.6, within(0.001));
  }

  @Test
  void measuresColourfulnessByTheFormula() {
    // Half red, half blue: rg is 255 and 0, yb 127.5 and -255.
    BufferedImage image = filled(0xff0000);
    paint(image, 0, 0, 640, 720, 0x0000ff);

    double expected = Math.hypot(127.5, 191.25) + 0.3 * Math.hypot(127.5, (127.5 - 255) / 2);

    assertThat(PictureMeter.measure(image, 0).colourfulness()).isCloseTo(expected, within(1.0));
  }

  @Test
  void countsBlackAndWhiteAsClipped() {
    BufferedImage image = filled(0x808080);
    paint(image, 0, 0, 320, 720, 0x000000);
    paint(image, 320, 0, 320, 720, 0xffffff);

    assertThat(PictureMeter.measure(image, 0).clipped()).isCloseTo(0.5, within(0.01));
  }

  @Test
  void prefersWhatStandsAtTheCrossingOfThirds() {
    BufferedImage atThird = filled(0x202020);
    paint(atThird, 367, 180, 120, 120, 0xffcc00);
    BufferedImage inCorner = filled(0x202020);
    paint(inCorner, 0, 0, 120, 120, 0xffcc00);

    assertThat(PictureMeter.measure(atThird, 0).thirds())
        .isGreaterThan(PictureMeter.measure(inCorner, 0).thirds() + 0.1);
  }

  @Test
  void findsMoreEdgesInMoreStripes() {
    assertThat(PictureMeter.measure(stripes(16), 0).edges())
        .isGreaterThan(PictureMeter.measure(stripes(64), 0).edges() * 2);
  }

  @Test
  void findsAFewHardEdgesAsSharpAsMany() {
    assertThat(PictureMeter.measure(stripes(320), 0).sharpness())
        .isCloseTo(PictureMeter.measure(stripes(40), 0).sharpness(), within(0.05))
        .isGreaterThan(0.5);
  }

  @Test
  void findsNoDistanceBetweenAPictureAndItself() {
    var print = PictureDistance.print(stripes(40));

    assertThat(PictureDistance.between(print, PictureDistance.print(stripes(40)))).isZero();
  }

  @Test
  void findsPicturesFarApartThatShareNeitherShapeNorColour() {
    BufferedImage red = filled(0xff0000);
    paint(red, 0, 0, 640, 720, 0x330000);
    BufferedImage blue = filled(0x000033);
    paint(blue, 0, 0, 640, 720, 0x0000ff);

    var one = PictureDistance.print(red);
    var other = PictureDistance.print(blue);

    assertThat(PictureDistance.colourDistance(one, other)).isCloseTo(1, within(0.01));
    assertThat(PictureDistance.shapeDistance(one, other)).isGreaterThan(0.03);
  }

  @Test
  void findsABrandsColourWhereAHundredthOfThePictureHasIt() {
    BufferedImage image = filled(0xffffff);
    paint(image, 0, 0, 200, 100, 0xe91e63);

    assertThat(BrandDistance.of(image, List.of(0xe91e63))).isLessThan(0.01);
    assertThat(BrandDistance.of(image, List.of(0x3f51b5))).isGreaterThan(0.2);
  }

  private static BufferedImage filled(int rgb) {
    var image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    paint(image, 0, 0, 1280, 720, rgb);
    return image;
  }

  private static BufferedImage stripes(int width) {
    BufferedImage image = filled(0xffffff);
    for (int x = 0; x < 1280; x += 2 * width) {
      paint(image, x, 0, width, 720, 0x000000);
    }
    return image;
  }

  private static void paint(BufferedImage image, int x, int y, int w, int h, int rgb) {
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(rgb));
    g.fillRect(x, y, w, h);
    g.dispose();
  }
}
