package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.provider.Usage;
import java.util.List;

/**
 * The variants made for one request.
 *
 * @param variants in the order of their groups, at least one
 * @param recommendedVariant id of the one with the highest predicted rate; of equals, the better
 *     made one
 * @param leastDistance between any two of them, by {@link
 *     com.ytempire.ml.generation.picture.measure.PictureDistance}; 1 for a single one
 * @param details how they were made
 * @param usage what is charged by
 */
public record ThumbnailSet(
    List<ThumbnailVariant> variants,
    String recommendedVariant,
    double leastDistance,
    GenerationDetails details,
    Usage usage) {
  public ThumbnailSet {
    variants = List.copyOf(variants);
  }
}
