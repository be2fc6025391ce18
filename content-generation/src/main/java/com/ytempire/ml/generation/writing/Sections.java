package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Writes the sections of a script, each about a facet of its topic. */
final class Sections {
  /** Shorter sections begin with what has to be in them. */
  private static final int SHORT_SECTION = 25;

  private static final int SECONDS_WITH_TREND = 40;
  private static final int SECONDS_PER_PHRASE = 9;

  private final ScriptRequest request;
  private final String type;
  private final Domain domain;
  private final Speech speech;
  private final Fitting fitting;
  private final Fitting.Source catchphrases;
  private final Flavour flavour;
  private final Keywords keywords;
  private final Set<String> hooks = new HashSet<>();
  private final List<Phrase> soFar = new ArrayList<>();
  private final List<String> interests;
  private int interestTurns;
  private int hooksToMake;
  private int sectionsToMake = 1;
  private int hooksDue;

  Sections(
      ScriptRequest request,
      String type,
      Domain domain,
      Speech speech,
      Fitting fitting,
      Fitting.Source catchphrases) {
    this.request = request;
    this.type = type;
    this.domain = domain;
    this.speech = speech;
    this.fitting = fitting;
    this.catchphrases = catchphrases;
    this.flavour = new Flavour(request, speech);
    this.keywords =
        new Keywords(
            request.seoKeywords(),
            request.style().pacing().wordsIn(request.durationSeconds()),
            speech);
    this.interests = request.audience().interests();
    List<String> trending = request.grounding().trendingTitles();
    speech.slots().set("trend", trending.isEmpty() ? null : Titles.quotable(trending.get(0)));
  }

  /** Spreads hooks evenly over the sections. */
  void planHooks(int count, int sections) {
    hooksToMake = count;
    sectionsToMake = sections;
  }

  boolean isHook(Phrase phrase) {
    return hooks.contains(phrase.text());
  }

  Fitted write(Facet facet, int index, int count, int seconds) {
    Slots slots = speech.slots();
    slots.turnToOtherWords();
    // Lists count down to the best.
    int number = request.videoType() == VideoType.LISTICLE ? count - index : index + 1;
    slots.set("n", Numbers.spoken(number));
    slots.set("facet", facet.title());
    slots.set(
        "interest", interests.isEmpty() ? null : interests.get(interestTurns++ % interests.size()));
    hooksDue += hooksToMake * (index + 1) / sectionsToMake - hooksToMake * index / sectionsToMake;
    keywords.advance((int) request.style().pacing().wordsIn(seconds), soFar);
    Fitted section =
        fitting.longPart(
            "part about " + facet.title(),
            seconds,
            start(index, count, seconds),
            sources(facet, seconds));
    soFar.clear();
    soFar.addAll(section.phrases());
    return section;
  }

  private List<Phrase> start(int index, int count, int seconds) {
    List<Phrase> start = new ArrayList<>();
    if (count > 1) {
      speech.next(Frames.of("section." + type)).ifPresent(start::add);
    }
    if (index == 0 && seconds >= SECONDS_WITH_TREND) {
      speech.next(Frames.of("trend")).ifPresent(start::add);
    }
    return start;
  }

  private List<Fitting.Source> sources(Facet facet, int seconds) {
    List<Template> toTell = speech.inOrder(facet.phrases());
    Fitting.Source own = fits -> nextOf(toTell, fits);
    Fitting.Source topic = from("topic");
    Fitting.Source main = fits -> own.next(fits).or(() -> reserve(fits));
    Fitting.Source fact = fits -> speech.next(domain.facts(), fits);
    Fitting.Source example = from("example");
    Fitting.Source bridge = from("bridge");
    Fitting.Source hook = this::hook;
    var left = new AtomicInteger(1);
    Fitting.Source catchphrase =
        fits -> left.getAndDecrement() > 0 ? catchphrases.next(fits) : Optional.empty();
    List<Fitting.Source> sources =
        seconds < SHORT_SECTION
            ? List.of(own, keywords, main, flavour, catchphrase, main, fact)
            : List.of(
                own,
                own,
                keywords,
                flavour,
                topic,
                own,
                fact,
                own,
                flavour,
                own,
                catchphrase,
                own,
                example,
                keywords,
                flavour,
                main,
                bridge,
                fact,
                flavour);
    return withHooks(sources, hook, seconds);
  }

  /** Hooks at even distances, so many as are due. */
  private List<Fitting.Source> withHooks(
      List<Fitting.Source> sources, Fitting.Source hook, int seconds) {
    List<Fitting.Source> all = new ArrayList<>();
    int distance = Math.max(1, seconds / SECONDS_PER_PHRASE / (hooksDue + 1));
    for (int i = 0; i < sources.size(); i++) {
      if (i % distance == distance / 2) {
        all.add(hook);
      }
      all.add(sources.get(i));
    }
    return all;
  }

  /** The first one that fits; those passed over are not told any more. */
  private Optional<Phrase> nextOf(List<Template> toTell, Predicate<Phrase> fits) {
    while (!toTell.isEmpty()) {
      Optional<Phrase> phrase = speech.next(List.of(toTell.remove(0)), fits);
      if (phrase.isPresent()) {
        return phrase;
      }
    }
    return Optional.empty();
  }

  /** When all is said about a facet: what can be said of every one. */
  private Optional<Phrase> reserve(Predicate<Phrase> fits) {
    return speech
        .next(Frames.of("bridge"), fits)
        .or(() -> speech.next(Frames.of("example"), fits))
        .or(() -> speech.next(Domain.general().facts(), fits));
  }

  private Optional<Phrase> hook(Predicate<Phrase> fits) {
    if (hooksDue == 0) {
      return Optional.empty();
    }
    Optional<Phrase> phrase = speech.next(Frames.of("hook.next"), fits);
    phrase.ifPresent(
        found -> {
          hooks.add(found.text());
          hooksDue--;
        });
    return phrase;
  }

  private Fitting.Source from(String list) {
    return fits -> speech.next(Frames.of(list), fits);
  }
}
