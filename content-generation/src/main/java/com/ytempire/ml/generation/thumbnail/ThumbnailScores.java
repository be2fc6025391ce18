package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.measure.PictureFeatures;
import com.ytempire.ml.generation.picture.measure.TextMark;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two figures of a thumbnail, from what was measured of it: how often it will be clicked, and how
 * well made it is.
 *
 * <p><b>Clicks.</b> Each {@link Trait} is mapped to 0..1 and weighted; what is not known (text and
 * face of a picture made elsewhere, distance to a brand without colours) is left out and the other
 * weights make up for it. The prediction is {@code 0.02 + 0.10 * sum(weight * trait) /
 * sum(weight)}: 2 % to 12 %, the span within which YouTube says that half of all channels' rates
 * lie (2 % to 10 %) with room above. Traits and weights are a prior from common advice on
 * thumbnails, fitted to no data: they order the variants of one video, and are to be replaced where
 * outcomes of tests have trained a model.
 *
 * <p><b>Quality</b> is technical alone: the product of size, sharpness, exposure and contrast, each
 * 0..1, to the power of a quarter, so that one failure cannot be made good by the others.
 */
public final class ThumbnailScores {
  /** Rate of a thumbnail with no good trait at all. */
  public static final double LOWEST_CTR = 0.02;

  /** What all good traits together add. */
  public static final double CTR_SPAN = 0.10;

  /** What counts, and how much. Thresholds are where a trait starts to count and is full. */
  public enum Trait {
    /** Spread of lightness: from 0.06 to 0.32. */
    CONTRAST(0.14),
    /** From 8 to 110, of Hasler and Süsstrunk. */
    COLOURFULNESS(0.09),
    /** Full from 0.30 to 0.80; none at 0.10 and 0.98. */
    BRIGHTNESS(0.05),
    /** Full from 0.15 to 0.65; none at 0 and 0.95. */
    SATURATION(0.05),
    /** Few edges at list size: full to 0.10, none from 0.40. */
    CALM(0.17),
    /** By its logarithm, from 0.05 to 0.8. */
    SHARPNESS(0.10),
    /** What stands out near the crossings of thirds: from 0.34 to 0.60. */
    COMPOSITION(0.05),
    /** Contrast of text to its surroundings: from 2 to 12. */
    TEXT_CONTRAST(0.12),
    /** Height of capitals at list size: from 4 to 22 pixels. */
    TEXT_SIZE(0.11),
    /** Share of text: full from 0.08 to 0.35; none at 0 and 0.65. */
    TEXT_SHARE(0.04),
    /** Words of the main text: full to 5, none from 16. */
    BREVITY(0.06),
    /** Share of the face: full from 0.06 to 0.30; without a face 0.35, as some topics need none. */
    FACE(0.08),
    /** Distance to the brand's colours: full to 0.04, none from 0.25. */
    BRAND(0.06);

    private final double weight;

    Trait(double weight) {
      this.weight = weight;
    }

    /** Its share of the prediction, before what is not known is left out. */
    public double weight() {
      return weight;
    }
  }

  private ThumbnailScores() {}

  /**
   * Traits of a thumbnail, 0 to 1 each; those not known are absent.
   *
   * @param text null where it is not known or there is none
   * @param faceShare 0 for no face; null where it is not known
   * @param brandDistance null where there are no brand colours
   */
  public static Map<Trait, Double> traits(
      PictureFeatures picture,
      @Nullable TextMark text,
      @Nullable Double faceShare,
      @Nullable Double brandDistance) {
    var traits = new EnumMap<Trait, Double>(Trait.class);
    traits.put(Trait.CONTRAST, rise(picture.contrast(), 0.06, 0.32));
    traits.put(Trait.COLOURFULNESS, rise(picture.colourfulness(), 8, 110));
    traits.put(Trait.BRIGHTNESS, hill(picture.brightness(), 0.10, 0.30, 0.80, 0.98));
    traits.put(Trait.SATURATION, hill(picture.saturation(), 0, 0.15, 0.65, 0.95));
    traits.put(Trait.CALM, 1 - rise(picture.edges(), 0.10, 0.40));
    traits.put(Trait.SHARPNESS, sharpness(picture, 0.8));
    traits.put(Trait.COMPOSITION, rise(picture.thirds(), 0.34, 0.60));
    if (text != null) {
      traits.put(Trait.TEXT_CONTRAST, rise(text.contrast(), 2, 12));
      traits.put(Trait.TEXT_SIZE, rise(text.smallHeight(), 4, 22));
      traits.put(Trait.TEXT_SHARE, hill(text.share(), 0, 0.08, 0.35, 0.65));
      traits.put(Trait.BREVITY, 1 - rise(text.words(), 5, 16));
    }
    if (faceShare != null) {
      traits.put(Trait.FACE, faceShare == 0 ? 0.35 : hill(faceShare, 0, 0.06, 0.30, 0.7));
    }
    if (brandDistance != null) {
      traits.put(Trait.BRAND, 1 - rise(brandDistance, 0.04, 0.25));
    }
    return traits;
  }

  /** Clicks per impression to expect of these traits, 0.02 to 0.12. */
  public static double predictedCtr(Map<Trait, Double> traits) {
    double sum = 0;
    double weights = 0;
    for (Map.Entry<Trait, Double> trait : traits.entrySet()) {
      sum += trait.getKey().weight * trait.getValue();
      weights += trait.getKey().weight;
    }
    if (weights == 0) {
      throw new IllegalArgumentException("traits: none; expected at least one");
    }
    return LOWEST_CTR + CTR_SPAN * sum / weights;
  }

  /** How well made it is, whatever it shows, 0 to 1. */
  public static double quality(PictureFeatures picture) {
    double size = rise(Math.min(picture.width() / 1280.0, picture.height() / 720.0), 0.1, 1);
    double ratio = (double) picture.width() / picture.height() / (16 / 9.0);
    double shape = 1 - 0.5 * rise(Math.abs(Math.log(ratio)), 0.02, 0.6);
    double exposure =
        hill(picture.brightness(), 0, 0.18, 0.93, 1.02)
            * (1 - 0.6 * rise(picture.clipped(), 0.35, 0.95));
    double contrast = rise(picture.contrast(), 0, 0.2);
    return Math.pow(size * shape * sharpness(picture, 0.5) * exposure * contrast, 0.25);
  }

  private static double sharpness(PictureFeatures picture, double full) {
    return rise(Math.log(Math.max(1e-6, picture.sharpness())), Math.log(0.05), Math.log(full));
  }

  /** 0 up to one value, 1 from the other, straight between. */
  private static double rise(double v, double from, double to) {
    return Math.max(0, Math.min(1, (v - from) / (to - from)));
  }

  /** 0 outside, 1 in the middle, straight on both sides. */
  private static double hill(double v, double from, double full, double fullTo, double to) {
    return Math.min(rise(v, from, full), 1 - rise(v, fullTo, to));
  }
}
