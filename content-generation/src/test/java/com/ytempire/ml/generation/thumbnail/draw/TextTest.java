package com.ytempire.ml.generation.thumbnail.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.picture.colour.Colours;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static final Fonts.Face FACE = Fonts.Face.HEAVY;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ok",
        "I tried AI for 30 days",
        "The one hundred character title that really goes on and on until there is no space left!!",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde",
        "你好世界，這是一個很長的標題，看看會怎樣，而且還要更長一點，直到沒有地方為止",
        "こんにちは、世界",
        "مرحبا بكم في القناة الجديدة",
        "שלום עולם, ברוכים הבאים",
        "Привет, мир",
        "Ξενοφών",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
      })
  void fitsAnyTextIntoItsBox(String text) {
    String drawable = TextLine.drawable(text, FACE);

    TextFit fit = TextFit.of(drawable, FACE, 560, 400, 170, 5);

    assertThat(fit.size()).isBetween(22.0, 170.0);
    assertThat(fit.height()).isLessThanOrEqualTo(400.5);
    for (String line : fit.lines()) {
      assertThat(TextLine.outline(line, FACE, fit.size()).getBounds2D().getWidth())
          .as(line)
          .isLessThanOrEqualTo(562);
    }
    assertThat(String.join("", fit.lines()).replace(" ", "")).isEqualTo(drawable.replace(" ", ""));
  }

  @Test
  void keepsPiledUpMarksOfTwoLinesApart() {
    // Three marks above and two below every letter.
    String text = "ب\u0651\u064e\u0653\u0650\u0655 ".repeat(12).strip();

    TextFit fit = TextFit.of(text, FACE, 400, 400, 170, 5);

    var baseline = 0.0;
    var bottom = Double.NEGATIVE_INFINITY;
    assertThat(fit.lines()).hasSizeGreaterThan(1);
    for (String line : fit.lines()) {
      var ink = TextLine.outline(line, FACE, fit.size()).getBounds2D();
      assertThat(baseline + ink.getMinY()).isGreaterThan(bottom);
      bottom = baseline + ink.getMaxY();
      baseline += fit.size() * fit.pitch();
    }
  }

  @Test
  void breaksLinesSoThatTheyAreOfLikeLength() {
    TextFit fit = TextFit.of("one two three four five six", FACE, 700, 300, 150, 2);

    assertThat(fit.lines()).containsExactly("one two three", "four five six");
  }

  @Test
  void takesNoLineMoreThatHelpsLittle() {
    assertThat(TextFit.of("Bitcoin is crashing", FACE, 620, 400, 175, 5).lines())
        .containsExactly("Bitcoin is", "crashing");
  }

  @ParameterizedTest
  @CsvSource({
    "'a  b\t c ', 'a b c'",
    "'x\u0000y\u200bz', 'xyz'",
    "'fire \uD83D\uDD25', 'fire'",
    "'\uD83D\uDE80', ''",
    "'\u26a1\ufe0f fast', '\u26a1 fast'"
  })
  void leavesOutWhatNoFontCanDraw(String text, String drawn) {
    assertThat(TextLine.drawable(text, FACE)).isEqualTo(drawn);
  }

  @Test
  void joinsArabicLettersAndOrdersThemFromRightToLeft() {
    Shape joined = TextLine.outline("بب", FACE, 100);
    Shape apart = TextLine.outline("ب ب", FACE, 100);
    Shape one = TextLine.outline("ب", FACE, 100);

    assertThat(TextLine.isRightToLeft("مرحبا")).isTrue();
    assertThat(TextLine.isRightToLeft("Hello مرحبا")).isFalse();
    // Joined letters are narrower than two that stand alone.
    assertThat(joined.getBounds2D().getWidth())
        .isLessThan(2 * one.getBounds2D().getWidth())
        .isLessThan(apart.getBounds2D().getWidth());
  }

  @ParameterizedTest
  @CsvSource({"0xffffff, 0x000000", "0x777777, 0xffffff", "0xffcc00, 0x203040"})
  void measuresTheContrastOfPlainLettersOnAPlainGround(String ink, String ground) {
    Shape letters = letters();

    double measured =
        Legibility.contrast(
            painted(Integer.decode(ground), Integer.decode(ink), letters), letters, letters, 120);

    assertThat(measured)
        .isCloseTo(Colours.contrast(Integer.decode(ink), Integer.decode(ground)), within(0.01));
  }

  @Test
  void findsTheSmallPartOfAGroundOnWhichLettersVanish() {
    Shape letters = letters();
    BufferedImage image = painted(0x000000, 0xffffff, letters);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 90, 200);
    g.setColor(Color.WHITE);
    g.fill(letters);
    g.dispose();

    assertThat(Legibility.contrast(image, letters, letters, 120)).isLessThan(1.1);
  }

  @Test
  void countsAnOutlineAsWhatSurroundsTheLetters() {
    Shape letters = letters();
    BufferedImage image = painted(0xffffff, 0xffffff, letters);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.BLACK);
    g.setStroke(new BasicStroke(24));
    g.draw(letters);
    g.setColor(Color.WHITE);
    g.fill(letters);
    g.dispose();

    assertThat(Legibility.contrast(image, letters, letters, 120)).isCloseTo(21, within(0.01));
  }

  @Test
  void keepsBlackAndWhiteAndDropsColoursBetween() {
    var ramp = new BufferedImage(256, 1, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 256; x++) {
      ramp.setRGB(x, 0, x << 16 | x << 8 | x);
    }

    BufferedImage coarse = Coarse.of(ramp, 4);

    int[] pixels = coarse.getRGB(0, 0, 256, 1, null, 0, 256);
    assertThat(Arrays.stream(pixels).distinct().count()).isEqualTo(16);
    assertThat(pixels[0] & 0xffffff).isZero();
    assertThat(pixels[255] & 0xffffff).isEqualTo(0xffffff);
  }

  private static Shape letters() {
    return AffineTransform.getTranslateInstance(40, 140)
        .createTransformedShape(TextLine.outline("Hello", FACE, 120));
  }

  private static BufferedImage painted(int ground, int ink, Shape letters) {
    var image = new BufferedImage(480, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(ground));
    g.fillRect(0, 0, 480, 200);
    g.setColor(new Color(ink));
    g.fill(letters);
    g.dispose();
    return image;
  }
}
