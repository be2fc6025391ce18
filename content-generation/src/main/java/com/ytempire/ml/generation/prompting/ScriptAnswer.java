package com.ytempire.ml.generation.prompting;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model wrote, as it was read: texts are there and not blank, times are as the model put
 * them.
 */
record ScriptAnswer(
    String hook,
    String introText,
    @Nullable Integer introSeconds,
    List<Part> parts,
    String outroText,
    @Nullable Integer outroSeconds,
    String cta,
    List<String> hooks,
    List<String> titles,
    String description,
    List<String> tags) {

  /** A segment as the model put it. */
  record Part(
      SegmentType type,
      @Nullable String timestamp,
      @Nullable Integer seconds,
      String text,
      List<String> visualCues,
      List<String> emphasisPoints) {}

  private static final int MOST_SEGMENTS = 500;
  private static final int LONGEST_TEXT = 50_000;
  private static final int MOST_LISTED = 50;
  private static final int LONGEST_LISTED = 400;

  static ScriptAnswer read(JsonNode root, List<String> repairs) throws RefusedAnswerException {
    JsonNode script = root.path("script").isObject() ? root.path("script") : root;
    JsonNode intro = object(script, "intro");
    JsonNode outro = object(script, "outro");
    String introText = text(intro, "text", "intro.text");
    String hook = optionalText(intro, "hook");
    if (hook.isEmpty()) {
      repairs.add("intro.hook is the intro's first sentence");
      hook = SpokenWords.sentences(introText).get(0);
    }
    JsonNode seo = root.path("seo_metadata").isObject() ? root.path("seo_metadata") : root;
    return new ScriptAnswer(
        hook,
        introText,
        seconds(intro),
        parts(script.path("segments"), repairs),
        text(outro, "text", "outro.text"),
        seconds(outro),
        optionalText(outro, "cta"),
        texts(root.path("hooks")),
        texts(seo.path("title_suggestions")),
        optionalText(seo, "description"),
        texts(seo.path("tags")));
  }

  private static List<Part> parts(JsonNode segments, List<String> repairs)
      throws RefusedAnswerException {
    if (!segments.isArray() || segments.size() > MOST_SEGMENTS) {
      throw new RefusedAnswerException("segments is no list of up to " + MOST_SEGMENTS);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      JsonNode segment = segments.get(i);
      String place = "segments[" + i + "]";
      if (!segment.isObject()) {
        throw new RefusedAnswerException(place + " is no object");
      }
      if (optionalText(segment, "text").isEmpty()) {
        repairs.add(place + " without text was left out");
        continue;
      }
      parts.add(
          new Part(
              type(segment, place, repairs),
              segment.path("timestamp").textValue(),
              seconds(segment),
              text(segment, "text", place + ".text"),
              texts(segment.path("visual_cues")),
              texts(segment.path("emphasis_points"))));
    }
    return parts;
  }

  private static SegmentType type(JsonNode segment, String place, List<String> repairs) {
    String word = segment.path("type").asText().strip().toUpperCase(Locale.ROOT);
    for (SegmentType type : SegmentType.values()) {
      if (type.name().equals(word.replace(' ', '_').replace('-', '_'))) {
        return type;
      }
    }
    repairs.add(place + ".type is main_content");
    return SegmentType.MAIN_CONTENT;
  }

  private static JsonNode object(JsonNode parent, String field) throws RefusedAnswerException {
    JsonNode value = parent.path(field);
    if (!value.isObject()) {
      throw new RefusedAnswerException(field + " is missing");
    }
    return value;
  }

  private static String text(JsonNode parent, String field, String place)
      throws RefusedAnswerException {
    String text = optionalText(parent, field);
    if (SpokenWords.count(text) == 0) {
      throw new RefusedAnswerException(place + " is missing");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new RefusedAnswerException(
          "%s is longer than %,d characters".formatted(place, LONGEST_TEXT));
    }
    return text;
  }

  /** Without line breaks and the marks of Markdown, which nobody says. */
  private static String optionalText(JsonNode parent, String field) {
    String text = parent.path(field).textValue();
    return text == null ? "" : spoken(text);
  }

  private static String spoken(String text) {
    return text.replaceAll("\\*\\*|__|`|(?m)^#+\\s*", "")
        .replaceAll("[\\p{Cntrl}\\s]+", " ")
        .strip();
  }

  private static List<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode item : list.isTextual() ? List.of(list) : list) {
      String text = item.isTextual() ? spoken(item.textValue()) : "";
      if (!text.isEmpty() && text.length() <= LONGEST_LISTED && texts.size() < MOST_LISTED) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  private static @Nullable Integer seconds(JsonNode part) {
    JsonNode value = part.path("duration_seconds");
    boolean isTime = value.isNumber() && value.doubleValue() > 0 && value.doubleValue() < 100_000;
    return isTime ? Integer.valueOf((int) Math.round(value.doubleValue())) : null;
  }
}
