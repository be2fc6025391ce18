package com.ytempire.ml.generation.script;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said in a video, part after part without gaps: the intro starts at 0, each segment where
 * the part before it ends, the outro after the last segment, and all parts together last exactly
 * {@code durationSeconds}.
 *
 * @param durationSeconds how long the whole takes
 * @param intro its beginning
 * @param segments what comes between, at least one, by time
 * @param outro its end
 */
public record Script(int durationSeconds, Intro intro, List<Segment> segments, Outro outro) {

  /** What a segment is there for. */
  public enum SegmentType {
    MAIN_CONTENT,
    TRANSITION,
    CTA
  }

  /**
   * The beginning.
   *
   * @param hook the sentence that catches attention; {@code text} contains it
   * @param durationSeconds how long it takes, 1 or more
   * @param text all that is said, hook included
   */
  public record Intro(String hook, int durationSeconds, String text) {
    public Intro {
      Checks.text("intro.hook", hook, LONGEST_TEXT);
      positive("intro", durationSeconds);
      Checks.text("intro.text", text, LONGEST_TEXT);
      contains("intro.text", text, "hook", hook);
    }
  }

  /**
   * A part between beginning and end.
   *
   * @param type what it is there for
   * @param startSeconds when it starts, from the start of the video
   * @param durationSeconds how long it takes, 1 or more
   * @param text all that is said
   * @param visualCues what is seen meanwhile
   * @param emphasisPoints what to stress
   */
  public record Segment(
      SegmentType type,
      int startSeconds,
      int durationSeconds,
      String text,
      List<String> visualCues,
      List<String> emphasisPoints) {
    public Segment {
      positive("segment", durationSeconds);
      Checks.text("segment.text", text, LONGEST_TEXT);
      visualCues = Checks.texts("segment.visual_cues", visualCues, 100, 500);
      emphasisPoints = Checks.texts("segment.emphasis_points", emphasisPoints, 100, 500);
    }

    /** When it starts, as {@code HH:MM:SS}. */
    public String timestamp() {
      return "%02d:%02d:%02d"
          .formatted(startSeconds / 3600, startSeconds / 60 % 60, startSeconds % 60);
    }
  }

  /**
   * The end.
   *
   * @param durationSeconds how long it takes, 1 or more
   * @param text all that is said, the call to action included
   * @param cta what viewers are asked to do, contained in {@code text}; empty when nothing
   */
  public record Outro(int durationSeconds, String text, String cta) {
    public Outro {
      positive("outro", durationSeconds);
      Checks.text("outro.text", text, LONGEST_TEXT);
      Checks.length("outro.cta", cta, LONGEST_TEXT);
      contains("outro.text", text, "cta", cta);
    }
  }

  private static final int LONGEST_TEXT = 100_000;

  public Script {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("segments: none; expected at least one");
    }
    int time = intro.durationSeconds();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.startSeconds() != time) {
        throw new IllegalArgumentException(
            "segments[%d]: starts at %d s; expected %d s, where the part before it ends"
                .formatted(i, segment.startSeconds(), time));
      }
      time += segment.durationSeconds();
    }
    time += outro.durationSeconds();
    if (time != durationSeconds) {
      throw new IllegalArgumentException(
          "duration: the parts last %d s together; expected %d s".formatted(time, durationSeconds));
    }
  }

  /** The texts of all parts, by time. */
  public List<String> texts() {
    return Stream.of(
            Stream.of(intro.text()), segments.stream().map(Segment::text), Stream.of(outro.text()))
        .flatMap(texts -> texts)
        .toList();
  }

  /** All that is said, a line for each part. */
  public String text() {
    return texts().stream().collect(Collectors.joining("\n"));
  }

  /** How many words are said. */
  public int words() {
    return texts().stream().mapToInt(SpokenWords::count).sum();
  }

  private static void positive(String part, int seconds) {
    if (seconds < 1) {
      throw new IllegalArgumentException(
          "%s.duration_seconds: %d; expected 1 or more".formatted(part, seconds));
    }
  }

  private static void contains(String field, String text, String part, String value) {
    if (!text.contains(value)) {
      throw new IllegalArgumentException(
          "%s: lacks the %s '%s'".formatted(field, part, Checks.shown(value)));
    }
  }
}
