package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.scene.Subject;
import com.ytempire.ml.generation.thumbnail.BackgroundKind;
import com.ytempire.ml.generation.thumbnail.FaceExpression;
import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * One thumbnail to draw.
 *
 * @param picture drawn behind everything where the background is {@link BackgroundKind#IMAGE},
 *     which needs one; of any size, its middle is taken
 * @param isPictureWhole whether the picture shows the subject itself: neither sign nor face is
 *     drawn
 * @param expression null: no face, and the subject's sign is large
 * @param mainText may be empty
 * @param subtext may be empty
 * @param version 0 and up: layout, backdrop, person and treatment of text change with it
 * @param seed of what is left to chance
 * @param bits of each colour channel of what is behind the text, 1 to 8; fewer make smaller files
 */
public record Plan(
    PictureStyle style,
    BackgroundKind background,
    @Nullable BufferedImage picture,
    boolean isPictureWhole,
    TextPosition position,
    String mainText,
    String subtext,
    @Nullable FaceExpression expression,
    Subject subject,
    Palette palette,
    int version,
    long seed,
    int bits) {
  public Plan {
    if (background == BackgroundKind.IMAGE && picture == null) {
      throw new IllegalArgumentException("picture: none; expected one for background image");
    }
    if (bits < 1 || bits > 8) {
      throw new IllegalArgumentException("bits %d; expected 1 to 8".formatted(bits));
    }
  }

  /** The same with fewer or more bits of each channel. */
  public Plan withBits(int number) {
    return new Plan(
        style,
        background,
        picture,
        isPictureWhole,
        position,
        mainText,
        subtext,
        expression,
        subject,
        palette,
        version,
        seed,
        number);
  }

  /** Whether a face is drawn. */
  boolean hasFace() {
    return expression != null && !isPictureWhole;
  }

  /** Whether left and right of everything but the text change places. */
  boolean isMirrored() {
    return version % 2 == 1;
  }
}
