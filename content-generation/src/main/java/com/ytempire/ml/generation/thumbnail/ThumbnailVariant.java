package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.measure.PictureFeatures;
import com.ytempire.ml.generation.picture.measure.TextMark;
import com.ytempire.ml.generation.thumbnail.ThumbnailScores.Trait;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thumbnail.
 *
 * @param id {@code variant_1} and up, within its set
 * @param group for a test of variants against each other: A, B, C ...
 * @param picture PNG of 1280 by 720 pixels, less than 2 MB
 * @param position of its text
 * @param predictedCtr clicks per impression, 0.02 to 0.12, by {@link ThumbnailScores}
 * @param reachesTarget whether that is the target or more; true where none was named
 * @param quality technical, 0 to 1
 * @param text what was measured of its text, contrast above all; null where there is none
 * @param features what was measured of its pixels
 * @param traits what the prediction is made of
 */
public record ThumbnailVariant(
    String id,
    String group,
    Picture picture,
    TextPosition position,
    double predictedCtr,
    boolean reachesTarget,
    double quality,
    @Nullable TextMark text,
    PictureFeatures features,
    Map<Trait, Double> traits) {
  public ThumbnailVariant {
    traits = Map.copyOf(traits);
  }
}
