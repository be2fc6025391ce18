package com.ytempire.ml.generation.prompting;

import com.ytempire.ml.generation.prompting.ScriptAnswer.Part;
import com.ytempire.ml.generation.script.ProhibitedTopics;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.Intro;
import com.ytempire.ml.generation.script.Script.Outro;
import com.ytempire.ml.generation.script.Script.Segment;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a script of what a model wrote.
 *
 * <p>Put right is what does not change what is said: texts around the object, a hook or request
 * that stands beside its text instead of in it, types, and all times, which follow from the words.
 * Refused is what the model has to say differently: missing parts, a length that speaking faster or
 * slower does not make up for, a prohibited topic, no call to action where one is wanted. Pure.
 */
final class ScriptReader {
  /** How much faster or slower than its pacing a script may be spoken. */
  static final double RATE_TOLERANCE = 0.2;

  private ScriptReader() {}

  static ScriptDraft read(String answer, ScriptRequest request) throws RefusedAnswerException {
    List<String> repairs = new ArrayList<>();
    ScriptAnswer read = ScriptAnswer.read(AnswerJson.read(answer, repairs), repairs);
    String introText = withPart(read.introText(), read.hook(), true, "intro.hook", repairs);
    String cta = request.includeCta() ? read.cta() : "";
    if (request.includeCta() && cta.isEmpty()) {
      throw new RefusedAnswerException("outro.cta is missing");
    }
    String outroText = outroText(read, cta, repairs);
    List<Part> parts = parts(read, request, repairs);
    List<String> texts =
        Stream.of(Stream.of(introText), parts.stream().map(Part::text), Stream.of(outroText))
            .flatMap(all -> all)
            .toList();
    List<Integer> words = texts.stream().map(SpokenWords::count).toList();
    requireLength(words, request);
    List<Integer> seconds = Timing.share(request.durationSeconds(), words);
    noteTimes(read, parts, seconds, repairs);
    List<Segment> segments = new ArrayList<>();
    int time = seconds.get(0);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int length = seconds.get(i + 1);
      segments.add(
          new Segment(
              part.type(), time, length, part.text(), part.visualCues(), part.emphasisPoints()));
      time += length;
    }
    var script =
        new Script(
            request.durationSeconds(),
            new Intro(read.hook(), seconds.get(0), introText),
            segments,
            new Outro(seconds.get(seconds.size() - 1), outroText, cta));
    var draft =
        new ScriptDraft(
            script,
            hooks(read, script, request, repairs),
            read.titles(),
            read.description(),
            read.tags(),
            repairs);
    requireNothingProhibited(draft, request);
    return draft;
  }

  private static String withPart(
      String text, String part, boolean first, String place, List<String> repairs) {
    if (text.contains(part)) {
      return text;
    }
    repairs.add(place + " was put into the text that lacked it");
    return first ? part + " " + text : text + " " + part;
  }

  private static String outroText(ScriptAnswer read, String cta, List<String> repairs)
      throws RefusedAnswerException {
    if (!cta.isEmpty()) {
      return withPart(read.outroText(), cta, false, "outro.cta", repairs);
    }
    if (read.cta().isEmpty()) {
      return read.outroText();
    }
    repairs.add("outro.cta, which was not wanted, was left out");
    String without = read.outroText().replace(read.cta(), "").replaceAll("\\s+", " ").strip();
    if (SpokenWords.count(without) == 0) {
      throw new RefusedAnswerException("outro.text is nothing but a call to action");
    }
    return without;
  }

  private static List<Part> parts(ScriptAnswer read, ScriptRequest request, List<String> repairs)
      throws RefusedAnswerException {
    List<Part> parts =
        read.parts().stream()
            .filter(part -> request.includeCta() || part.type() != SegmentType.CTA)
            .filter(part -> SpokenWords.count(part.text()) > 0)
            .toList();
    if (parts.size() < read.parts().size()) {
      repairs.add("segments that say nothing or ask for what was not wanted were left out");
    }
    if (parts.stream().noneMatch(part -> part.type() == SegmentType.MAIN_CONTENT)) {
      throw new RefusedAnswerException("no segment has main_content");
    }
    if (parts.size() + 2 > request.durationSeconds()) {
      throw new RefusedAnswerException("there are more segments than seconds");
    }
    return parts;
  }

  private static void requireLength(List<Integer> words, ScriptRequest request)
      throws RefusedAnswerException {
    int count = words.stream().mapToInt(Integer::intValue).sum();
    double wanted = request.style().pacing().wordsIn(request.durationSeconds());
    if (Math.abs(count / wanted - 1) > RATE_TOLERANCE) {
      throw new RefusedAnswerException(
          "the texts have %,d words; expected %,d to %,d for %,d s"
              .formatted(
                  count,
                  (int) Math.ceil(wanted * (1 - RATE_TOLERANCE)),
                  (int) Math.floor(wanted * (1 + RATE_TOLERANCE)),
                  request.durationSeconds()));
    }
  }

  /** Says so where the model's own times were others. */
  private static void noteTimes(
      ScriptAnswer read, List<Part> parts, List<Integer> seconds, List<String> repairs) {
    List<Integer> given = new ArrayList<>();
    given.add(read.introSeconds());
    parts.forEach(part -> given.add(part.seconds()));
    given.add(read.outroSeconds());
    if (!given.equals(seconds)) {
      repairs.add("durations follow from the words");
    }
    if (parts.stream().anyMatch(part -> Objects.isNull(part.timestamp()))) {
      repairs.add("missing timestamps follow from the durations");
    }
  }

  private static List<String> hooks(
      ScriptAnswer read, Script script, ScriptRequest request, List<String> repairs) {
    Set<String> hooks = new LinkedHashSet<>(List.of(read.hook()));
    read.hooks().stream()
        .filter(hook -> script.texts().stream().anyMatch(text -> text.contains(hook)))
        .forEach(hooks::add);
    if (hooks.size() < request.hooks()) {
      repairs.add("%d of %d hooks are there".formatted(hooks.size(), request.hooks()));
    }
    return List.copyOf(hooks);
  }

  private static void requireNothingProhibited(ScriptDraft draft, ScriptRequest request)
      throws RefusedAnswerException {
    var prohibited = new ProhibitedTopics(request.prohibitedTopics());
    Stream<String> shown =
        draft.script().segments().stream()
            .flatMap(
                part -> Stream.concat(part.visualCues().stream(), part.emphasisPoints().stream()));
    List<String> all =
        Stream.of(
                draft.script().texts().stream(),
                shown,
                draft.titles().stream(),
                Stream.of(draft.description()),
                draft.tags().stream())
            .flatMap(texts -> texts)
            .toList();
    for (String text : all) {
      if (prohibited.findIn(text).isPresent()) {
        throw new RefusedAnswerException("it mentions a prohibited topic");
      }
    }
  }
}
