package com.ytempire.ml.generation.thumbnail;

import org.jspecify.annotations.Nullable;

/**
 * Text on a thumbnail, drawn as it is but for letter case, which goes with the style.
 *
 * @param mainText up to 100 characters; null or blank: a headline made of the video's title,
 *     another cut of it in each variation
 * @param subtext smaller, under the main text, up to 120 characters; null or blank: none
 * @param position null: another one in each variation
 */
public record TextOverlay(
    @Nullable String mainText, @Nullable String subtext, @Nullable TextPosition position) {
  /** Nothing said. */
  public static final TextOverlay NONE = new TextOverlay(null, null, null);

  public TextOverlay {
    ThumbnailRequest.requireLength("main_text", mainText, 0, 100);
    ThumbnailRequest.requireLength("subtext", subtext, 0, 120);
  }
}
