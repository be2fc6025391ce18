package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a script consists of, before a word of it is written.
 *
 * @param introSeconds about how long its beginning takes
 * @param outroSeconds about how long its end takes
 * @param facets what its sections are about, in order
 * @param transitionsAfter the sections after which a transition comes, by position
 * @param ctaAfter the section after which viewers are asked for something, or -1
 */
record Outline(
    int introSeconds,
    int outroSeconds,
    List<Facet> facets,
    List<Integer> transitionsAfter,
    int ctaAfter) {
  private static final int SECONDS_PER_SECTION = 60;
  private static final int MOST_SECTIONS = 40;
  private static final int MOST_TRANSITIONS = 10;

  /** Shorter scripts have no room for transitions. */
  private static final int SECONDS_WITH_TRANSITIONS = 90;

  private static final int SECONDS_WITH_CTA = 120;

  /** How much of a script is about what its type of video is made for. */
  private static final double OF_ITS_TYPE = 0.75;

  static Outline of(ScriptRequest request, SplittableRandom random) {
    int seconds = request.durationSeconds();
    int intro = Math.min(20, Math.max(6, seconds / 12));
    int outro = Math.min(20, Math.max(6, seconds / 14));
    int sections =
        Math.min(
            MOST_SECTIONS,
            Math.max(1, Math.round((seconds - intro - outro) / (float) SECONDS_PER_SECTION)));
    boolean hasCta = request.includeCta() && seconds >= SECONDS_WITH_CTA && sections > 1;
    return new Outline(
        intro,
        outro,
        facets(request.videoType(), sections, random),
        seconds >= SECONDS_WITH_TRANSITIONS ? transitions(sections) : List.of(),
        hasCta ? (sections - 1) / 2 : -1);
  }

  private static List<Integer> transitions(int sections) {
    int gaps = sections - 1;
    int count = Math.min(gaps, MOST_TRANSITIONS);
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      after.add(i * gaps / count);
    }
    return after;
  }

  /** Facets that suit the type, some of other types too, in the order in which they are told. */
  private static List<Facet> facets(VideoType type, int count, SplittableRandom random) {
    List<Facet> all = Facet.all();
    List<Facet> own = new ArrayList<>();
    List<Facet> suiting = new ArrayList<>();
    List<Facet> others = new ArrayList<>();
    for (Facet facet : Shuffle.of(all, random)) {
      (facet.types().get(0) == type ? own : facet.types().contains(type) ? suiting : others)
          .add(facet);
    }
    // A story needs its beginning: what the type's own facets start with is always there.
    own.sort(Comparator.comparingInt(facet -> isFirstOf(type, facet) ? 0 : 1));
    Facet first = own.get(0);
    int ofItsType = Math.min(own.size(), (int) Math.ceil(count * OF_ITS_TYPE));
    List<Facet> chosen = new ArrayList<>(own.subList(0, ofItsType));
    for (List<Facet> further : List.of(suiting, own.subList(ofItsType, own.size()), others)) {
      chosen.addAll(further.subList(0, Math.min(further.size(), count - chosen.size())));
    }
    chosen.sort(
        Comparator.<Facet>comparingInt(facet -> facet.equals(first) ? 0 : 1)
            .thenComparingInt(all::indexOf));
    return chosen;
  }

  private static boolean isFirstOf(VideoType type, Facet facet) {
    return Facet.all().stream()
        .filter(other -> other.types().get(0) == type)
        .findFirst()
        .filter(facet::equals)
        .isPresent();
  }
}
