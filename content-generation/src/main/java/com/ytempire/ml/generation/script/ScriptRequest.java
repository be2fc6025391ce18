package com.ytempire.ml.generation.script;

import java.util.List;
import java.util.stream.Stream;

/**
 * A script that is asked for.
 *
 * @param topic what the video is about, 1 to 200 characters with a letter or digit among them
 * @param videoType what kind of video
 * @param durationSeconds how long the script takes to say, 20 to 3,600 s
 * @param style how it sounds; by default {@link Style#DEFAULT}
 * @param channel whose channel it is; by default {@link ChannelPersonality#NONE}
 * @param audience whom it is for; by default {@link TargetAudience#DEFAULT}
 * @param seoKeywords words that people search for, most important first, at most 15 of up to 60
 *     characters; by default none
 * @param hooksRequired how many sentences are to catch attention, 0 to 10, the first of them at the
 *     very start; by default 1. Only so many as a short script holds are made: one, and one more
 *     for each full 20 s
 * @param includeCta whether it asks viewers to do something; by default true
 * @param prohibitedTopics what it never mentions, at most 50 of up to 100 characters; by default
 *     none. Topic, keywords, catchphrases and interests must not mention them either
 * @param grounding what it should know of; by default nothing
 */
public record ScriptRequest(
    String topic,
    VideoType videoType,
    int durationSeconds,
    Style style,
    ChannelPersonality channel,
    TargetAudience audience,
    List<String> seoKeywords,
    int hooksRequired,
    boolean includeCta,
    List<String> prohibitedTopics,
    Grounding grounding) {

  public static final int SHORTEST_SECONDS = 20;
  public static final int LONGEST_SECONDS = 3600;

  /** What a request without {@code hooks_required} gets. */
  public static final int DEFAULT_HOOKS = 1;

  private static final int SECONDS_PER_FURTHER_HOOK = 20;

  public ScriptRequest {
    Checks.text("topic", topic, 200);
    if (SpokenWords.count(topic) == 0) {
      throw new IllegalArgumentException("topic: '%s'; expected a word".formatted(topic));
    }
    Checks.range("duration_seconds", durationSeconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    seoKeywords = Checks.texts("seo_keywords", seoKeywords, 15, 60);
    Checks.range("hooks_required", hooksRequired, 0, 10);
    prohibitedTopics = Checks.texts("prohibited_topics", prohibitedTopics, 50, 100);
    var prohibited = new ProhibitedTopics(prohibitedTopics);
    refuse(prohibited, "topic", List.of(topic));
    refuse(prohibited, "seo_keywords", seoKeywords);
    refuse(
        prohibited,
        "channel_personality",
        Stream.concat(Stream.of(channel.name()), channel.catchphrases().stream()).toList());
    refuse(prohibited, "target_audience.interests", audience.interests());
  }

  /** A request with the default of everything that may be absent. */
  public static ScriptRequest of(String topic, VideoType videoType, int durationSeconds) {
    return new ScriptRequest(
        topic,
        videoType,
        durationSeconds,
        Style.DEFAULT,
        ChannelPersonality.NONE,
        TargetAudience.DEFAULT,
        List.of(),
        DEFAULT_HOOKS,
        true,
        List.of(),
        Grounding.NONE);
  }

  /** How many hooks the script can and should have. */
  public int hooks() {
    return Math.min(hooksRequired, 1 + durationSeconds / SECONDS_PER_FURTHER_HOOK);
  }

  /** The same with another style. */
  public ScriptRequest withStyle(Style other) {
    return new ScriptRequest(
        topic,
        videoType,
        durationSeconds,
        other,
        channel,
        audience,
        seoKeywords,
        hooksRequired,
        includeCta,
        prohibitedTopics,
        grounding);
  }

  private static void refuse(ProhibitedTopics prohibited, String field, List<String> texts) {
    for (String text : texts) {
      prohibited
          .findIn(text)
          .ifPresent(
              name -> {
                throw new IllegalArgumentException(
                    "%s: '%s' mentions '%s'; expected none of prohibited_topics"
                        .formatted(field, Checks.shown(text), name));
              });
    }
  }
}
