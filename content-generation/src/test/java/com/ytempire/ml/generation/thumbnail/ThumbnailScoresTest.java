package com.ytempire.ml.generation.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.measure.PictureFeatures;
import com.ytempire.ml.generation.picture.measure.PictureMeter;
import com.ytempire.ml.generation.picture.measure.TextMark;
import com.ytempire.ml.generation.picture.scene.Subject;
import com.ytempire.ml.generation.thumbnail.ThumbnailScores.Trait;
import com.ytempire.ml.generation.thumbnail.draw.Drawing;
import com.ytempire.ml.generation.thumbnail.draw.Plan;
import com.ytempire.ml.generation.thumbnail.draw.ThumbnailArtist;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThumbnailScoresTest {
  private static final Map<PictureStyle, Drawing> DRAWN =
      Stream.of(PictureStyle.values())
          .collect(Collectors.toMap(style -> style, style -> drawn(style, style.ordinal() % 2)));

  static Stream<Drawing> thumbnails() {
    return DRAWN.values().stream();
  }

  @ParameterizedTest
  @MethodSource("thumbnails")
  void predictsLessForATwinOfLowContrast(Drawing clean) {
    BufferedImage pale = changed(clean.image(), rgb -> Colours.mix(rgb, 0x808080, 0.7));
    TextMark text = mark(clean);
    var weak =
        new TextMark(
            1 + (text.contrast() - 1) * 0.2, text.share(), text.smallHeight(), text.words());

    assertThat(rate(pale, null)).isLessThan(rate(clean.image(), null) - 0.005);
    assertThat(rate(pale, weak)).isLessThan(rate(clean.image(), text) - 0.01);
    assertThat(quality(pale)).isLessThan(quality(clean.image()) - 0.05);
  }

  @ParameterizedTest
  @MethodSource("thumbnails")
  void predictsLessForABlurredTwin(Drawing clean) {
    BufferedImage blurred = blurred(clean.image());

    assertThat(rate(blurred, null)).isLessThan(rate(clean.image(), null) - 0.003);
    assertThat(quality(blurred)).isLessThan(quality(clean.image()) - 0.2);
  }

  @ParameterizedTest
  @MethodSource("thumbnails")
  void predictsLessForATwinWithTinyText(Drawing clean) {
    TextMark text = mark(clean);
    var tiny =
        new TextMark(text.contrast(), text.share() / 16, text.smallHeight() / 4, text.words());

    assertThat(rate(clean.image(), tiny)).isLessThan(rate(clean.image(), text) - 0.005);
  }

  @ParameterizedTest
  @MethodSource("thumbnails")
  void predictsLessForAClutteredTwin(Drawing clean) {
    assertThat(rate(cluttered(clean.image()), null)).isLessThan(rate(clean.image(), null) - 0.003);
  }

  @Test
  void predictsLessForMoreWordsAndForADistantBrand() {
    Drawing clean = clean();
    PictureFeatures picture = PictureMeter.measure(clean.image(), 0);
    TextMark text = mark(clean);
    var wordy = new TextMark(text.contrast(), text.share(), text.smallHeight(), 14);

    assertThat(rate(clean.image(), wordy)).isLessThan(rate(clean.image(), text));
    assertThat(ThumbnailScores.predictedCtr(ThumbnailScores.traits(picture, null, null, 0.3)))
        .isLessThan(ThumbnailScores.predictedCtr(ThumbnailScores.traits(picture, null, null, 0.0)));
  }

  @Test
  void weighsWhatIsKnownByTheFormula() {
    assertThat(ThumbnailScores.predictedCtr(Map.of(Trait.CALM, 1.0)))
        .isCloseTo(0.12, within(1e-12));
    assertThat(ThumbnailScores.predictedCtr(Map.of(Trait.CALM, 0.0)))
        .isCloseTo(0.02, within(1e-12));
    assertThat(ThumbnailScores.predictedCtr(Map.of(Trait.CALM, 1.0, Trait.FACE, 0.0)))
        .isCloseTo(0.02 + 0.1 * 0.17 / 0.25, within(1e-12));
    assertThatThrownBy(() -> ThumbnailScores.predictedCtr(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    PictureFeatures picture = PictureMeter.measure(clean().image(), 0);

    assertThat(ThumbnailScores.traits(picture, null, null, null))
        .doesNotContainKeys(Trait.TEXT_CONTRAST, Trait.TEXT_SIZE, Trait.FACE, Trait.BRAND);
    assertThat(ThumbnailScores.traits(picture, null, 0.0, null)).containsEntry(Trait.FACE, 0.35);
  }

  @Test
  void weighsAllTraitsToAboutOne() {
    assertThat(Stream.of(Trait.values()).mapToDouble(Trait::weight).sum()).isBetween(0.99, 1.2);
  }

  @Test
  void ratesAPictureOfOneColourAndASmallOneAsBad() {
    var plain = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    Drawing clean = clean();
    var small = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.drawImage(clean.image(), 0, 0, 160, 90, null);
    g.dispose();

    assertThat(quality(plain)).isZero();
    assertThat(quality(small)).isLessThan(0.6);
    assertThat(quality(clean.image())).isGreaterThan(0.9);
  }

  private static double rate(BufferedImage image, @Nullable TextMark text) {
    return ThumbnailScores.predictedCtr(
        ThumbnailScores.traits(PictureMeter.measure(image, 0), text, null, null));
  }

  private static double quality(BufferedImage image) {
    return ThumbnailScores.quality(PictureMeter.measure(image, 0));
  }

  private static Drawing clean() {
    return Objects.requireNonNull(DRAWN.get(PictureStyle.VIBRANT));
  }

  private static TextMark mark(Drawing drawing) {
    TextMark text = drawing.text();
    if (text == null) {
      throw new AssertionError("no text drawn");
    }
    return text;
  }

  private static Drawing drawn(PictureStyle style, int version) {
    return new ThumbnailArtist()
        .draw(
            new Plan(
                style,
                BackgroundKind.GRADIENT,
                null,
                false,
                version == 0 ? TextPosition.LEFT : TextPosition.TOP,
                "I tried AI for 30 days",
                "",
                FaceExpression.SHOCKED,
                Subject.CHIP,
                Palette.of(style, List.of(), 230, version),
                version,
                1,
                8));
  }

  private static BufferedImage changed(BufferedImage image, UnaryOperator<Integer> change) {
    var changed = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 720; y++) {
      for (int x = 0; x < 1280; x++) {
        changed.setRGB(x, y, change.apply(image.getRGB(x, y)));
      }
    }
    return changed;
  }

  private static BufferedImage blurred(BufferedImage image) {
    var small = new BufferedImage(80, 45, BufferedImage.TYPE_INT_RGB);
    draw(image, small);
    var blurred = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    draw(small, blurred);
    return blurred;
  }

  private static void draw(BufferedImage from, BufferedImage to) {
    Graphics2D g = to.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
    g.dispose();
  }

  private static BufferedImage cluttered(BufferedImage image) {
    var random = new SplittableRandom(12);
    BufferedImage cluttered = changed(image, rgb -> rgb);
    Graphics2D g = cluttered.createGraphics();
    for (int i = 0; i < 900; i++) {
      g.setColor(new Color(random.nextInt(0x1000000)));
      g.fillRect(
          random.nextInt(1260),
          random.nextInt(700),
          8 + random.nextInt(26),
          8 + random.nextInt(26));
    }
    g.dispose();
    return cluttered;
  }
}
