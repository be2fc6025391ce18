package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.ProhibitedTopics;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.Intro;
import com.ytempire.ml.generation.script.Script.Outro;
import com.ytempire.ml.generation.script.Script.Segment;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Writes one script: first the parts whose length follows from their words (beginning, end,
 * transitions), then the sections, which share the time that is left. Used once, by one thread.
 */
final class ScriptComposer {
  private static final int SHORT_SCRIPT = 40;
  private static final int SHORTEST_PART = 4;

  /** What comes between two sections. */
  private record Between(SegmentType kind, Fitted part) {}

  private final ScriptRequest request;
  private final String type;
  private final Speech speech;
  private final Fitting fitting;
  private final Pictures pictures;
  private final Openings openings;
  private final Sections sections;
  private final Outline outline;

  ScriptComposer(ScriptRequest request, long seed) {
    var random = new SplittableRandom(seed);
    Domain domain = Domain.of(request.topic());
    if (domain.equals(Domain.general())) {
      domain = Domain.of(String.join(" ", request.seoKeywords()));
    }
    this.request = request;
    this.type = request.videoType().name().toLowerCase(Locale.ROOT);
    var slots = new Slots(domain, TopicPhrase.of(request.topic()), random);
    this.speech =
        new Speech(
            slots,
            new ProhibitedTopics(request.prohibitedTopics()),
            request.style().pacing(),
            random);
    this.fitting = new Fitting(speech, request.style().pacing());
    this.pictures = new Pictures(speech);
    this.outline = Outline.of(request, random);
    int count = outline.facets().size();
    slots.set("count", count > 1 ? Numbers.spoken(count) : null);
    this.openings = new Openings(request, type, speech);
    this.sections =
        new Sections(request, type, domain, speech, fitting, openings::unsaidCatchphrase);
  }

  ScriptDraft write() {
    int slack = request.durationSeconds() < SHORT_SCRIPT ? 2 : 4;
    Fitted intro =
        fitting.shortPart(
            "beginning",
            SHORTEST_PART,
            outline.introSeconds() + slack,
            Fitting.TAILS,
            0,
            () -> openings.intro(outline.introSeconds()));
    openings.introduced(intro);
    Fitted outro =
        fitting.shortPart(
            "end",
            SHORTEST_PART,
            outline.outroSeconds() + slack,
            Fitting.LAST_TAILS,
            openings.closingPhrases(),
            () -> openings.outro(outline.outroSeconds()));
    Map<Integer, List<Between>> between = between();
    int left = request.durationSeconds() - intro.seconds() - outro.seconds();
    left -=
        between.values().stream().flatMap(List::stream).mapToInt(one -> one.part().seconds()).sum();
    return assemble(intro, outro, between, left);
  }

  /** Transitions and the request in the middle, by the section they follow. */
  private Map<Integer, List<Between>> between() {
    int further = request.hooks() - 1;
    Map<Integer, List<Between>> between = new HashMap<>();
    for (int after : outline.transitionsAfter()) {
      boolean withHook = further > 0;
      fitting
          .tryShortPart(4, 14, Fitting.TAILS, 0, () -> openings.transition(withHook))
          .ifPresent(
              part ->
                  between
                      .computeIfAbsent(after, key -> new ArrayList<>())
                      .add(new Between(SegmentType.TRANSITION, part)));
      further = request.hooks() - 1 - hooksIn(between);
    }
    sections.planHooks(Math.max(0, further), outline.facets().size());
    if (outline.ctaAfter() >= 0) {
      fitting
          .tryShortPart(
              4,
              14,
              Fitting.TAILS,
              0,
              () -> speech.next(Frames.of("cta.mid")).map(List::of).orElse(List.of()))
          .ifPresent(
              part ->
                  between
                      .computeIfAbsent(outline.ctaAfter(), key -> new ArrayList<>())
                      .add(0, new Between(SegmentType.CTA, part)));
    }
    return between;
  }

  private int hooksIn(Map<Integer, List<Between>> between) {
    return (int)
        between.values().stream()
            .flatMap(List::stream)
            .flatMap(one -> one.part().phrases().stream())
            .filter(openings::isHook)
            .count();
  }

  private ScriptDraft assemble(
      Fitted intro, Fitted outro, Map<Integer, List<Between>> between, int secondsOfSections) {
    List<Segment> segments = new ArrayList<>();
    List<String> hooks = new ArrayList<>(List.of(intro.phrases().get(0).text()));
    Predicate<Phrase> isHook = phrase -> openings.isHook(phrase) || sections.isHook(phrase);
    int time = intro.seconds();
    int count = outline.facets().size();
    for (int i = 0; i < count; i++) {
      int seconds = secondsOfSections * (i + 1) / count - secondsOfSections * i / count;
      Fitted section = sections.write(outline.facets().get(i), i, count, seconds);
      segments.add(
          segment(
              SegmentType.MAIN_CONTENT, time, section, pictures.cues("visual." + type, section)));
      time += seconds;
      section.phrases().stream().filter(isHook).map(Phrase::text).forEach(hooks::add);
      for (Between one : between.getOrDefault(i, List.of())) {
        Fitted part = one.part();
        String list = one.kind() == SegmentType.CTA ? "visual.cta" : "visual.transition";
        segments.add(segment(one.kind(), time, part, pictures.cues(list, part)));
        time += part.seconds();
        part.phrases().stream().filter(isHook).map(Phrase::text).forEach(hooks::add);
      }
    }
    var script =
        new Script(
            request.durationSeconds(),
            new Intro(intro.phrases().get(0).text(), intro.seconds(), intro.text()),
            segments,
            new Outro(outro.seconds(), outro.text(), openings.cta(outro)));
    return new ScriptDraft(script, hooks, List.of(), "", List.of(), List.of());
  }

  private Segment segment(SegmentType kind, int start, Fitted part, List<String> cues) {
    List<String> stressed = kind == SegmentType.TRANSITION ? List.of() : pictures.stressed(part);
    return new Segment(kind, start, part.seconds(), part.text(), cues, stressed);
  }
}
