package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.colour.Colours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on a thumbnail.
 *
 * @param includeFace null: yes where an expression is named
 * @param faceExpression null: one that goes with the title, by its words and marks
 * @param textOverlay null: as {@link TextOverlay#NONE}
 * @param background null: {@link BackgroundKind#GRADIENT}
 * @param brandColors up to 5, as {@code #RRGGBB}; empty: colours by topic and style
 */
public record ThumbnailElements(
    @Nullable Boolean includeFace,
    @Nullable FaceExpression faceExpression,
    @Nullable TextOverlay textOverlay,
    @Nullable BackgroundKind background,
    List<String> brandColors) {
  /** Nothing said. */
  public static final ThumbnailElements NONE =
      new ThumbnailElements(null, null, null, null, List.of());

  public ThumbnailElements {
    brandColors = List.copyOf(brandColors);
    if (brandColors.size() > 5) {
      throw new IllegalArgumentException(
          "brand_colors of %d; expected at most 5".formatted(brandColors.size()));
    }
    brandColors.forEach(colour -> Colours.parse("brand_colors", colour));
  }

  /** The brand's colours as 0xRRGGBB. */
  public List<Integer> brand() {
    return brandColors.stream().map(colour -> Colours.parse("brand_colors", colour)).toList();
  }

  /** Whether a face is drawn. */
  public boolean hasFace() {
    return includeFace == null ? faceExpression != null : includeFace;
  }

  /** What is said of text. */
  public TextOverlay text() {
    return textOverlay == null ? TextOverlay.NONE : textOverlay;
  }
}
