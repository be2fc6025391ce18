package com.ytempire.ml.generation.thumbnail.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.scene.Subject;
import com.ytempire.ml.generation.thumbnail.BackgroundKind;
import com.ytempire.ml.generation.thumbnail.FaceExpression;
import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailArtistTest {
  private static final String LONG =
      "A text of one hundred characters goes on and on until there is hardly any room left in its box!!!!";

  private final ThumbnailArtist artist = new ThumbnailArtist();

  @ParameterizedTest
  @EnumSource(TextPosition.class)
  void keepsTextInItsPlaceWithinTheMarginsAndOutOfTheTimesCorner(TextPosition position) {
    for (FaceExpression face : new FaceExpression[] {null, FaceExpression.HAPPY}) {
      for (String text : List.of("OK", "I tried AI for 30 days", LONG, "שלום עולם")) {
        for (int version = 0; version < 2; version++) {
          var layout = Layout.of(position, face != null, version);
          TextBlock block =
              TextBlock.set(
                  text, "With a subtext", Fonts.Face.HEAVY, Fonts.Face.BOLD, layout, position);

          Rectangle2D box = block.bounds();

          assertThat(layout.text().contains(box)).as("%s %s", text, box).isTrue();
          assertThat(box.intersects(Layout.TIME)).isFalse();
          assertThat(new Rectangle2D.Double(48, 48, 1184, 624).contains(box)).isTrue();
          assertIsAt(position, box);
        }
      }
    }
  }

  @Test
  void writesTextAcrossTheWidthThatThereIs() {
    var layout = Layout.of(TextPosition.LEFT, true, 0);
    TextBlock block =
        TextBlock.set(
            "I TRIED AI FOR 30 DAYS",
            "",
            Fonts.Face.HEAVY,
            Fonts.Face.BOLD,
            layout,
            TextPosition.LEFT);

    assertThat(block.mainSize()).isGreaterThan(110);
    assertThat(block.bounds().getWidth()).isGreaterThan(layout.text().width * 0.7);
  }

  @Test
  void knowsWhatItHasDrawn() {
    Drawing drawing =
        artist.draw(plan(PictureStyle.VIBRANT, "I tried AI for 30 days", FaceExpression.SHOCKED));

    assertThat(drawing.faceShare()).isBetween(0.08, 0.3);
    assertThat(drawing.text()).isNotNull();
    if (drawing.text() != null) {
      assertThat(drawing.text().words()).isEqualTo(6);
      assertThat(drawing.text().smallHeight()).isGreaterThan(10);
      assertThat(drawing.text().share()).isBetween(0.1, 0.5);
    }
  }

  @Test
  void drawsWithoutTextAndWithoutAFace() {
    Drawing drawing = artist.draw(plan(PictureStyle.DRAMATIC, "", null));

    assertThat(drawing.text()).isNull();
    assertThat(drawing.faceShare()).isZero();
    assertThat(drawing.textBox().isEmpty()).isTrue();
  }

  @Test
  void keepsEverythingButTheTextInFewerColours() {
    Plan plan = plan(PictureStyle.DRAMATIC, "", FaceExpression.SERIOUS).withBits(4);

    int[] pixels = artist.draw(plan).image().getRGB(0, 0, 1280, 720, null, 0, 1280);

    assertThat(Arrays.stream(pixels).allMatch(p -> (p & 0xff) % 17 == 0)).isTrue();
  }

  @Test
  void needsAPictureForABackgroundOfOne() {
    assertThatThrownBy(
            () ->
                new Plan(
                    PictureStyle.MINIMAL,
                    BackgroundKind.IMAGE,
                    null,
                    false,
                    TextPosition.TOP,
                    "",
                    "",
                    null,
                    Subject.PLAY,
                    Palette.of(PictureStyle.MINIMAL, List.of(), 0, 0),
                    0,
                    1,
                    8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertIsAt(TextPosition position, Rectangle2D box) {
    switch (position) {
      case LEFT -> assertThat(box.getMaxX()).isLessThan(690);
      case RIGHT -> assertThat(box.getX()).isGreaterThan(590);
      case TOP -> assertThat(box.getMaxY()).isLessThan(330);
      case BOTTOM -> assertThat(box.getY()).isGreaterThan(400);
      case CENTER -> {
        assertThat(box.getCenterX()).isBetween(600.0, 680.0);
        assertThat(box.getCenterY()).isBetween(260.0, 440.0);
      }
    }
  }

  private static Plan plan(PictureStyle style, String text, @Nullable FaceExpression face) {
    return new Plan(
        style,
        BackgroundKind.GRADIENT,
        null,
        false,
        TextPosition.LEFT,
        text,
        "",
        face,
        Subject.CHIP,
        Palette.of(style, List.of(), 200, 0),
        0,
        1,
        8);
  }
}
