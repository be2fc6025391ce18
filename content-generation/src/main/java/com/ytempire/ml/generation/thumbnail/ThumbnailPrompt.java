package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.core.settings.ThumbnailSettings;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Oklch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells a model of pictures what to make for a request: topic, then person and expression where a
 * face is wanted, then style, brand colours by name, where to leave room for text, and how it is
 * framed. Text itself is never asked for, because it is set here. Pure.
 *
 * <p>Round, square and curly brackets, colons and line breaks of the request's words become spaces:
 * to some models they are marks of emphasis.
 */
public final class ThumbnailPrompt {
  private static final String NEGATIVE =
      "text, letters, words, captions, watermark, logo, signature, blurry, low contrast, distorted"
          + " face, extra fingers, extra limbs, frame, border";

  private static final List<String> FRAMINGS =
      List.of("close-up", "wide shot", "low angle", "three-quarter view", "top-down view");

  /** Names by the hue, in degrees of OKLCH, at which each of them ends. */
  private static final NavigableMap<Double, String> HUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(15.0, "pink"),
              Map.entry(45.0, "red"),
              Map.entry(80.0, "orange"),
              Map.entry(118.0, "yellow"),
              Map.entry(135.0, "lime green"),
              Map.entry(160.0, "green"),
              Map.entry(185.0, "teal"),
              Map.entry(225.0, "cyan"),
              Map.entry(272.0, "blue"),
              Map.entry(290.0, "indigo"),
              Map.entry(315.0, "violet"),
              Map.entry(345.0, "magenta")));

  private ThumbnailPrompt() {}

  /**
   * The brief for one variant's background.
   *
   * @param position of the text in this variant
   * @param version of the variant, 0 and up
   * @param seed 1 to {@link PictureBrief#MAX_SEED}
   */
  public static PictureBrief brief(
      ThumbnailRequest request,
      TextPosition position,
      int version,
      long seed,
      ThumbnailSettings settings) {
    String topic = clean(request.topic());
    var parts = new ArrayList<String>();
    parts.add("Background picture for a video thumbnail about " + topic);
    String title = clean(request.videoTitle());
    if (!title.equalsIgnoreCase(topic)) {
      parts.add("the video is called " + title);
    }
    ThumbnailElements elements = request.parts();
    if (elements.hasFace()) {
      parts.add(person(expression(request)) + ", placed " + away(position));
    }
    parts.add(look(request.look()));
    List<String> colours = elements.brand().stream().map(ThumbnailPrompt::name).distinct().toList();
    if (!colours.isEmpty()) {
      parts.add("dominant colours " + String.join(" and ", colours));
    }
    parts.add("calm empty area " + room(position) + " for a headline");
    parts.add(FRAMINGS.get(version % FRAMINGS.size()));
    parts.add("16:9, sharp, no text");
    return new PictureBrief(
        request.topic(),
        request.look(),
        String.join("; ", parts),
        NEGATIVE,
        elements.brand(),
        seed,
        settings.inferenceSteps(),
        settings.guidanceScale());
  }

  /** The expression asked for, or one that goes with the title. */
  static FaceExpression expression(ThumbnailRequest request) {
    FaceExpression named = request.parts().faceExpression();
    return named == null ? Mood.of(request.videoTitle()) : named;
  }

  private static String clean(String text) {
    return text.replaceAll("[()\\[\\]{}:<>|\\p{Cntrl}]+", " ").replaceAll("\\s+", " ").strip();
  }

  private static String person(FaceExpression expression) {
    return switch (expression) {
      case SHOCKED -> "one person with a shocked face, wide eyes and open mouth";
      case HAPPY -> "one person with a happy face and a wide smile";
      case SERIOUS -> "one person with a serious face looking straight at the viewer";
      case THINKING -> "one person with a thinking face, looking up, hand at the chin";
    };
  }

  private static String look(PictureStyle style) {
    return switch (style) {
      case VIBRANT -> "vibrant saturated colours, high energy, bright light";
      case MINIMAL -> "minimal composition, few objects, much empty space, soft light";
      case DRAMATIC -> "dramatic low-key light from one side, dark background, cinematic";
      case PROFESSIONAL -> "professional, clean and orderly, neutral studio light";
    };
  }

  private static String room(TextPosition position) {
    return position == TextPosition.CENTER
        ? "in the centre"
        : "at the " + position.name().toLowerCase(Locale.ROOT);
  }

  private static String away(TextPosition position) {
    return switch (position) {
      case LEFT -> "on the right";
      case RIGHT, CENTER -> "on the left";
      case TOP -> "in the lower half";
      case BOTTOM -> "in the upper half";
    };
  }

  /** A word for a colour: models do not know numbers. */
  static String name(int rgb) {
    var colour = Oklch.of(rgb);
    if (colour.c() < 0.04) {
      return colour.l() < 0.3 ? "black" : colour.l() > 0.88 ? "white" : "grey";
    }
    Map.Entry<Double, String> named = HUES.higherEntry(colour.h());
    String hue = named == null ? "pink" : named.getValue();
    return colour.l() < 0.4 ? "dark " + hue : hue;
  }
}
