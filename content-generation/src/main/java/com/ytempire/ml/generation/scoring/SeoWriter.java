package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.ProhibitedTopics;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.Segment;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what a video is published with: the writer's own proposals where they keep within the
 * limits, and what is missing from templates. YouTube takes titles of up to 100 characters,
 * descriptions of up to 5,000 (counted in bytes, as its API does) and tags of up to 500 together,
 * where a tag with a space counts two more for its quotation marks and each comma one; none of them
 * may hold angle brackets. Pure.
 */
public final class SeoWriter {
  static final int LONGEST_TITLE = 100;
  static final int LONGEST_DESCRIPTION = 5000;
  static final int LONGEST_TAGS = 500;

  private static final int TITLES = 5;
  private static final int LONGEST_TAG = 100;
  private static final int FEWEST_CHAPTERS = 3;
  private static final int SHORTEST_CHAPTER = 10;
  private static final int WORDS_OF_CHAPTER = 8;
  private static final int HASHTAGS = 3;

  private SeoWriter() {}

  /** Titles, description, tags and densities for a script. */
  public static SeoMetadata write(ScriptRequest request, ScriptDraft draft) {
    List<String> keywords = Keywords.of(request);
    return new SeoMetadata(
        titles(request, draft, keywords.get(0)),
        description(draft, keywords),
        tags(request, draft, keywords),
        Keywords.densities(draft.script().text(), keywords));
  }

  private static List<String> titles(ScriptRequest request, ScriptDraft draft, String keyword) {
    String name = capitalised(plain(keyword));
    Set<String> titles = new LinkedHashSet<>();
    for (String proposed : draft.titles()) {
      String title = plain(proposed);
      boolean isInFront = Keywords.mentions(front(title, keyword), keyword) > 0;
      titles.add(isInFront ? title : name + ": " + title);
    }
    String topic = capitalised(plain(request.topic()));
    for (String template : templates(request)) {
      if (!template.contains("{t}") || Keywords.mentions(topic, keyword) == 0) {
        titles.add(template.replace("{k}", name).replace("{t}", topic));
      }
    }
    var prohibited = new ProhibitedTopics(request.prohibitedTopics());
    Set<String> past =
        request.grounding().pastTitles().stream()
            .map(title -> title.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> fitting =
        titles.stream()
            .filter(title -> title.length() <= LONGEST_TITLE)
            .filter(title -> prohibited.findIn(title).isEmpty())
            .filter(title -> !past.contains(title.toLowerCase(Locale.ROOT)))
            .limit(TITLES)
            .toList();
    return fitting.isEmpty() ? List.of(cut(name, LONGEST_TITLE)) : fitting;
  }

  private static String front(String title, String keyword) {
    return title.substring(0, Math.min(title.length(), title.length() / 2 + keyword.length()));
  }

  private static List<String> templates(ScriptRequest request) {
    String heading = "[" + request.videoType().name().toLowerCase(Locale.ROOT) + "]";
    return Lists.read("titles.txt").stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("["))
        .toList();
  }

  private static String description(ScriptDraft draft, List<String> keywords) {
    Script script = draft.script();
    String lead = plain(draft.description());
    if (lead.isEmpty()) {
      lead = plain(script.intro().text());
    }
    if (!Keywords.mentions(lead.substring(0, Math.min(lead.length(), LONGEST_TITLE)), keywords)) {
      lead = capitalised(plain(keywords.get(0))) + ": " + lead;
    }
    List<String> paragraphs = new ArrayList<>(List.of(lead));
    String chapters = chapters(script);
    if (!chapters.isEmpty()) {
      paragraphs.add(chapters);
    }
    if (!script.outro().cta().isEmpty()) {
      paragraphs.add(plain(script.outro().cta()));
    }
    String hashtags =
        keywords.stream()
            .limit(HASHTAGS)
            .map(keyword -> "#" + String.join("", SpokenWords.of(keyword)).replaceAll("\\W", ""))
            .filter(tag -> tag.length() > 1)
            .collect(Collectors.joining(" "));
    if (!hashtags.isEmpty()) {
      paragraphs.add(hashtags);
    }
    return Limits.bytes(String.join("\n\n", paragraphs), LONGEST_DESCRIPTION);
  }

  /** YouTube shows chapters when the first starts at 0:00 and there are three of 10 s at least. */
  private static String chapters(Script script) {
    List<String> lines = new ArrayList<>(List.of("00:00 Intro"));
    boolean isLongEnough = script.intro().durationSeconds() >= SHORTEST_CHAPTER;
    for (Segment segment : script.segments()) {
      if (segment.type() == SegmentType.MAIN_CONTENT) {
        isLongEnough &= segment.durationSeconds() >= SHORTEST_CHAPTER;
        String first = SpokenWords.sentences(segment.text()).get(0).replaceAll("[.!?…]+$", "");
        String time = segment.timestamp();
        String shown = time.startsWith("00:") ? time.substring(3) : time;
        lines.add(shown + " " + plain(firstWords(first)));
      }
    }
    return isLongEnough && lines.size() >= FEWEST_CHAPTERS ? String.join("\n", lines) : "";
  }

  private static String firstWords(String sentence) {
    List<String> words = List.of(sentence.split("\\s+"));
    boolean isShort = words.size() <= WORDS_OF_CHAPTER;
    return isShort ? sentence : String.join(" ", words.subList(0, WORDS_OF_CHAPTER)) + "…";
  }

  private static List<String> tags(
      ScriptRequest request, ScriptDraft draft, List<String> keywords) {
    var prohibited = new ProhibitedTopics(request.prohibitedTopics());
    Set<String> wanted = new LinkedHashSet<>();
    Stream.of(
            keywords.stream(),
            draft.tags().stream(),
            Stream.of(request.topic(), request.channel().name()),
            request.audience().interests().stream(),
            Stream.of(request.videoType().name()))
        .flatMap(all -> all)
        .map(tag -> plain(tag.replace(",", " ").replace("\"", "")).toLowerCase(Locale.ROOT))
        .filter(tag -> !tag.isEmpty() && tag.length() <= LONGEST_TAG)
        .filter(tag -> prohibited.findIn(tag).isEmpty())
        .forEach(wanted::add);
    List<String> tags = new ArrayList<>();
    int length = 0;
    for (String tag : wanted) {
      int cost = Limits.ofTag(tag) + (tags.isEmpty() ? 0 : 1);
      if (length + cost <= LONGEST_TAGS) {
        tags.add(tag);
        length += cost;
      }
    }
    return tags;
  }

  private static String plain(String text) {
    return text.replaceAll("[<>]", "").replaceAll("\\s+", " ").strip();
  }

  private static String capitalised(String text) {
    // Names such as iPhone stay as they are.
    boolean isName = text.split(" ")[0].chars().anyMatch(Character::isUpperCase);
    return text.isEmpty() || isName
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int space = text.lastIndexOf(' ', longest - 1);
    return text.substring(0, space > 0 ? space : longest - 1) + "…";
  }
}
