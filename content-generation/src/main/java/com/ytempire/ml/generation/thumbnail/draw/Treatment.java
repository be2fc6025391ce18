package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.PictureStyle;
import java.util.List;

/** What makes text stand out, from little to much. */
enum Treatment {
  /** Nothing but its colour. */
  PLAIN,
  /** A soft dark cloud behind the letters. */
  SHADOW,
  /** A firm line around every letter, and a shadow that falls to the side. */
  OUTLINE,
  /** Every line on a bar of its own. */
  BARS,
  /** One opaque panel under all of it. */
  PANEL;

  /** The way of a style's version. */
  static Treatment of(PictureStyle style, int version) {
    List<Treatment> ways =
        switch (style) {
          case VIBRANT -> List.of(OUTLINE, BARS, OUTLINE);
          case MINIMAL -> List.of(PLAIN);
          case DRAMATIC -> List.of(SHADOW, OUTLINE, SHADOW);
          case PROFESSIONAL -> List.of(PLAIN, PLAIN, PANEL);
        };
    return ways.get(version % ways.size());
  }

  /** This one, and then what is stronger; the last makes any text legible. */
  List<Treatment> strengthened() {
    return switch (this) {
      case PLAIN -> List.of(PLAIN, SHADOW, OUTLINE, PANEL);
      case SHADOW -> List.of(SHADOW, OUTLINE, PANEL);
      case OUTLINE -> List.of(OUTLINE, PANEL);
      case BARS -> List.of(BARS, PANEL);
      case PANEL -> List.of(PANEL);
    };
  }
}
