package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.PictureStyle;
import org.jspecify.annotations.Nullable;

/**
 * Thumbnails wanted.
 *
 * @param videoTitle 1 to 200 characters
 * @param videoTopic up to 200 characters; null or blank: the title. It decides pictogram, scene
 *     and, without brand colours, hue
 * @param style null: {@link PictureStyle#VIBRANT}
 * @param elements null: {@link ThumbnailElements#NONE}
 * @param targetCtr clicks per impression to reach, above 0 up to 1; null: none. It changes no
 *     picture; the answer says which variants are predicted to reach it
 * @param variations 1 to 10; null: what the settings say, at most 10
 */
public record ThumbnailRequest(
    String videoTitle,
    @Nullable String videoTopic,
    @Nullable PictureStyle style,
    @Nullable ThumbnailElements elements,
    @Nullable Double targetCtr,
    @Nullable Integer variations) {
  /** Most variants of one request; one test group each, A to J. */
  public static final int MAX_VARIATIONS = 10;

  public ThumbnailRequest {
    requireLength("video_title", videoTitle, 1, 200);
    requireLength("video_topic", videoTopic, 0, 200);
    if (targetCtr != null && !(targetCtr > 0 && targetCtr <= 1)) {
      throw new IllegalArgumentException(
          "target_ctr %s; expected above 0, at most 1".formatted(targetCtr));
    }
    if (variations != null && (variations < 1 || variations > MAX_VARIATIONS)) {
      throw new IllegalArgumentException(
          "variations %d; expected 1 to %d".formatted(variations, MAX_VARIATIONS));
    }
  }

  /** The topic, or the title where none is named. */
  public String topic() {
    return videoTopic == null || videoTopic.isBlank() ? videoTitle.strip() : videoTopic.strip();
  }

  /** The style asked for, or the usual one. */
  public PictureStyle look() {
    return style == null ? PictureStyle.VIBRANT : style;
  }

  /** What is said of the elements. */
  public ThumbnailElements parts() {
    return elements == null ? ThumbnailElements.NONE : elements;
  }

  /** In characters as people count them, without space around. */
  static void requireLength(String field, @Nullable String text, int least, int most) {
    String stripped = text == null ? "" : text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < least || length > most) {
      throw new IllegalArgumentException(
          "%s of %d characters; expected %d to %d".formatted(field, length, least, most));
    }
  }
}
