package com.ytempire.ml.generation.picture.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.picture.PictureStyle;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColoursTest {
  @ParameterizedTest
  @CsvSource({
    "0x000000, 0xffffff, 21.0",
    "0x777777, 0xffffff, 4.478",
    "0x767676, 0xffffff, 4.542",
    "0xff0000, 0xffffff, 3.998",
    "0x0000ff, 0xffffff, 8.592",
    "0x123456, 0x123456, 1.0"
  })
  void measuresContrastAsWcagDoes(String one, String other, double ratio) {
    assertThat(Colours.contrast(Integer.decode(one), Integer.decode(other)))
        .isCloseTo(ratio, within(0.001));
    assertThat(Colours.contrast(Integer.decode(other), Integer.decode(one)))
        .isCloseTo(ratio, within(0.001));
  }

  /** Values of the reference implementation that its author publishes. */
  @ParameterizedTest
  @CsvSource({
    "0xffffff, 1.000, 0.000, 0.000",
    "0xff0000, 0.628, 0.225, 0.126",
    "0x00ff00, 0.866, -0.234, 0.179",
    "0x0000ff, 0.452, -0.032, -0.312"
  })
  void knowsColoursInOklab(String rgb, double l, double a, double b) {
    double[] lab = Oklch.lab(Integer.decode(rgb));

    assertThat(lab).containsExactly(new double[] {l, a, b}, within(0.001));
  }

  @Test
  void findsEveryColourAgainThroughItsHue() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 2000; i++) {
      int rgb = random.nextInt(0x1000000);

      int again = Oklch.of(rgb).rgb();

      assertThat(Colours.distance(rgb, again)).as("%06x (seed 5)", rgb).isLessThan(0.006);
    }
  }

  @Test
  void keepsLightnessAndHueOfAColourThatNoScreenShows() {
    var wanted = new Oklch(0.7, 0.5, 150);

    var shown = Oklch.of(wanted.rgb());

    assertThat(shown.l()).isCloseTo(0.7, within(0.01));
    assertThat(shown.h()).isCloseTo(150, within(2.0));
    assertThat(shown.c()).isBetween(0.1, 0.3);
  }

  @Test
  void makesAnyColourLegibleOnAnyOther() {
    var random = new SplittableRandom(6);
    for (int i = 0; i < 2000; i++) {
      int rgb = random.nextInt(0x1000000);
      int against = random.nextInt(0x1000000);

      int legible = Colours.legible(rgb, against, 4.5);

      assertThat(Colours.contrast(legible, against))
          .as("%06x on %06x (seed 6)", rgb, against)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void leavesAColourThatIsLegibleAsItIs() {
    assertThat(Colours.legible(0xffee00, 0x101010, 4.5)).isEqualTo(0xffee00);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FF0000", "#FF00", "#GG0000", "red", "#FF00001", ""})
  void refusesWhatIsNoColour(String text) {
    assertThatThrownBy(() -> Colours.parse("brand_colors", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("brand_colors")
        .hasMessageContaining("hexadecimal");
  }

  @ParameterizedTest
  @EnumSource(PictureStyle.class)
  void usesTheFirstTwoBrandColoursAsTheyAre(PictureStyle style) {
    for (int version = 0; version < 10; version++) {
      var palette = Palette.of(style, List.of(0xe91e63, 0x3f51b5), 0, version);

      assertThat(List.of(palette.ground(), palette.accent(), palette.support()))
          .contains(0xe91e63, 0x3f51b5);
    }
  }

  @ParameterizedTest
  @EnumSource(PictureStyle.class)
  void setsTextApartFromItsShadeInEveryVersion(PictureStyle style) {
    for (int version = 0; version < 30; version++) {
      for (int hue = 0; hue < 360; hue += 45) {
        var palette = Palette.of(style, List.of(), hue, version);

        assertThat(Colours.contrast(palette.text(), palette.shade()))
            .as("version %d, hue %d", version, hue)
            .isGreaterThan(9);
      }
    }
  }
}
