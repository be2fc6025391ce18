package com.ytempire.ml.generation.picture.colour;

import com.ytempire.ml.generation.picture.PictureStyle;
import java.util.List;

/**
 * The colours of one picture, each 0xRRGGBB.
 *
 * @param ground the background's main colour
 * @param far the background's other end
 * @param accent what shall be seen first
 * @param support the third voice: clothes, small shapes
 * @param text for large text
 * @param shade what stands out from the text: its outline, shadow or panel
 */
public record Palette(int ground, int far, int accent, int support, int text, int shade) {
  private static final double[] HARMONIES = {180, 150, 120, 210, 60};

  /**
   * Colours of a style in one of its versions. Brand colours are used as they are: the first two,
   * in turns, as ground, accent and support where the style is loud, as accent and support where
   * its ground is quiet; what is missing is found at a harmonic angle of hue in OKLCH.
   *
   * @param brand may be empty; only the first five are looked at
   * @param hue where there is no brand colour, in degrees
   * @param version 0 and up; neighbours differ in roles and lightness
   */
  public static Palette of(PictureStyle style, List<Integer> brand, double hue, int version) {
    int first = brand.isEmpty() ? -1 : brand.get(version % Math.min(5, brand.size()));
    int second = brand.size() < 2 ? -1 : brand.get((version + 1) % Math.min(5, brand.size()));
    double base = first >= 0 ? Oklch.of(first).h() : hue + 137.5 * version;
    double angle = HARMONIES[version % HARMONIES.length];
    return switch (style) {
      case VIBRANT -> vibrant(first, second, base, angle);
      case MINIMAL -> minimal(first, second, base, angle, version);
      case DRAMATIC -> dramatic(first, second, base, angle, version);
      case PROFESSIONAL ->
          professional(first, second, brand.isEmpty() ? 255 : base, angle, version);
    };
  }

  private static Palette vibrant(int first, int second, double hue, double angle) {
    int ground = first >= 0 ? first : new Oklch(0.63, 0.22, hue).rgb();
    var seen = Oklch.of(ground);
    int far =
        seen.turned(35).withL(Math.max(0.3, seen.l() - 0.2)).withC(Math.max(0.16, seen.c())).rgb();
    int accent = second >= 0 ? second : new Oklch(0.88, 0.19, hue + angle).rgb();
    int support = new Oklch(0.7, 0.18, hue + angle / 2).rgb();
    return new Palette(
        ground, far, accent, support, Colours.WHITE, new Oklch(0.17, 0.05, hue).rgb());
  }

  private static Palette minimal(int first, int second, double hue, double angle, int version) {
    int kind = version % 4;
    var ground =
        switch (kind) {
          case 0 -> new Oklch(0.97, 0.012, hue);
          case 1 -> new Oklch(0.25, 0.03, hue);
          default -> new Oklch(0.91, 0.05, hue);
        };
    int accent = first >= 0 ? first : new Oklch(0.63, 0.2, hue).rgb();
    int support = second >= 0 ? second : new Oklch(0.75, 0.13, hue + angle / 2).rgb();
    if (kind == 3) {
      return poster(accent, support);
    }
    boolean isDark = kind == 1;
    int ink = new Oklch(0.22, 0.03, hue).rgb();
    int paper = new Oklch(0.98, 0.01, hue).rgb();
    return new Palette(
        ground.rgb(),
        ground.withL(ground.l() + (isDark ? 0.05 : -0.04)).rgb(),
        accent,
        support,
        isDark ? paper : ink,
        isDark ? ink : paper);
  }

  /** All ground in the accent's colour. */
  private static Palette poster(int ground, int support) {
    int ink = Colours.inkOn(ground);
    int other = ink == Colours.WHITE ? Colours.mix(ground, 0, 0.85) : Colours.WHITE;
    return new Palette(ground, Colours.mix(ground, 0, 0.1), ink, support, ink, other);
  }

  private static Palette dramatic(int first, int second, double hue, double angle, int version) {
    int accent = first >= 0 ? first : new Oklch(0.72, 0.19, hue + 20).rgb();
    int support = second >= 0 ? second : new Oklch(0.5, 0.17, hue + angle).rgb();
    double turned = hue + version % 4 * angle / 2;
    return new Palette(
        new Oklch(0.13 + version % 3 * 0.05, 0.03 + version % 2 * 0.04, turned).rgb(),
        new Oklch(0.40 + version % 3 * 0.07, 0.15, turned).rgb(),
        accent,
        support,
        Colours.WHITE,
        0x050507);
  }

  private static Palette professional(
      int first, int second, double hue, double angle, int version) {
    int accent = first >= 0 ? first : new Oklch(0.74, 0.14, 200 + 65.0 * version).rgb();
    int support = second >= 0 ? second : new Oklch(0.6, 0.12, hue + angle / 3).rgb();
    if (version % 3 == 1) {
      return new Palette(
          new Oklch(0.95, 0.008, hue).rgb(),
          new Oklch(0.86, 0.02, hue).rgb(),
          accent,
          support,
          new Oklch(0.26, 0.06, hue).rgb(),
          0xffffff);
    }
    double lightness = version % 3 == 0 ? 0.27 : 0.36;
    return new Palette(
        new Oklch(lightness, 0.06, hue).rgb(),
        new Oklch(lightness + 0.12, 0.08, hue - 10).rgb(),
        accent,
        support,
        Colours.WHITE,
        new Oklch(0.17, 0.04, hue).rgb());
  }
}
