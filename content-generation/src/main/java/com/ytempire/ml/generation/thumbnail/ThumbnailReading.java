package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.measure.BrandDistance;
import com.ytempire.ml.generation.picture.measure.PictureFeatures;
import com.ytempire.ml.generation.picture.measure.PictureMeter;
import com.ytempire.ml.generation.thumbnail.ThumbnailScores.Trait;
import java.util.List;
import java.util.Map;

/**
 * What the pixels of a given thumbnail tell. Text and faces are not looked for: their traits are
 * absent.
 *
 * @param features as measured
 * @param traits what the prediction is made of, 0 to 1 each
 * @param predictedCtr clicks per impression, 0.02 to 0.12
 * @param quality technical, 0 to 1
 */
public record ThumbnailReading(
    PictureFeatures features, Map<Trait, Double> traits, double predictedCtr, double quality) {
  public ThumbnailReading {
    traits = Map.copyOf(traits);
  }

  /**
   * Reads a PNG or JPEG file of anybody.
   *
   * @param brand colours it should show, as 0xRRGGBB; empty: none
   * @throws PictureException for what {@link PictureFiles#decode} does not read
   */
  public static ThumbnailReading of(byte[] file, List<Integer> brand) throws PictureException {
    var decoded = PictureFiles.decode(file);
    var features = PictureMeter.measure(decoded, file.length);
    Double distance = brand.isEmpty() ? null : BrandDistance.of(decoded.image(), brand);
    var traits = ThumbnailScores.traits(features, null, null, distance);
    return new ThumbnailReading(
        features, traits, ThumbnailScores.predictedCtr(traits), ThumbnailScores.quality(features));
  }
}
