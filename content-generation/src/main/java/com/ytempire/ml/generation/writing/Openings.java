package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.Tone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Proposes the short parts of a script: its beginning, its end, and what lies between sections. */
final class Openings {
  private static final int SECONDS_WITH_GREETING = 8;
  private static final int SECONDS_WITH_PROMISE = 9;
  private static final int SECONDS_WITH_PAST = 18;
  private static final int SECONDS_WITH_RECAP = 9;
  private static final int SECONDS_WITH_FAREWELL = 8;

  private final ScriptRequest request;
  private final String type;
  private final Speech speech;
  private final List<Phrase> catchphrases;
  private final Set<String> hooks = new HashSet<>();
  private final Set<String> ctas = new HashSet<>();
  private boolean isCatchphraseSaid;
  private int attempts;

  Openings(ScriptRequest request, String type, Speech speech) {
    this.request = request;
    this.type = type;
    this.speech = speech;
    this.catchphrases = request.channel().catchphrases().stream().map(this::sentence).toList();
    String channel = request.channel().name().strip();
    speech.slots().set("channel", channel.isEmpty() ? null : channel);
    List<String> past = request.grounding().pastTitles();
    speech.slots().set("past", past.isEmpty() ? null : Titles.quotable(past.get(0)));
  }

  /** What a beginning could be; its first phrase is the hook. */
  List<Phrase> intro(int seconds) {
    Optional<Phrase> hook =
        speech
            .next(Frames.of("hook." + type), phrase -> speech.slots().namesTopic(phrase.text()))
            .or(() -> speech.next(Frames.of("hook." + type)))
            .or(() -> speech.next(Frames.of("hook.next")));
    if (hook.isEmpty()) {
      return List.of();
    }
    List<Phrase> phrases = new ArrayList<>(List.of(hook.get()));
    hooks.add(hook.get().text());
    // Every other attempt does without what can be left out.
    boolean isFull = attempts++ % 4 < 3;
    if (seconds >= SECONDS_WITH_GREETING && isFull) {
      boolean isNamed = !request.channel().name().isBlank();
      speech.next(Frames.of(isNamed ? "greeting.named" : "greeting.plain")).ifPresent(phrases::add);
      if (!catchphrases.isEmpty() && speech.canSay(catchphrases.get(0).text())) {
        phrases.add(catchphrases.get(0));
      }
    }
    if (seconds >= SECONDS_WITH_PROMISE) {
      speech.next(Frames.of("promise." + type)).ifPresent(phrases::add);
    }
    if (seconds >= SECONDS_WITH_PAST && isFull) {
      speech.next(Frames.of("past")).ifPresent(phrases::add);
    }
    return phrases;
  }

  /** Notes what the beginning took. */
  void introduced(Fitted intro) {
    isCatchphraseSaid = !catchphrases.isEmpty() && intro.phrases().contains(catchphrases.get(0));
  }

  /** What an end could be. */
  List<Phrase> outro(int seconds) {
    List<Phrase> phrases = new ArrayList<>();
    if (seconds >= SECONDS_WITH_RECAP) {
      speech.next(Frames.of("recap." + type)).ifPresent(phrases::add);
    }
    Optional<Phrase> catchphrase =
        catchphrases.stream().skip(isCatchphraseSaid ? 1 : 0).findFirst();
    boolean hasRoom = seconds >= SECONDS_WITH_FAREWELL || !isCatchphraseSaid;
    if (hasRoom && attempts++ % 4 < 3) {
      catchphrase.filter(phrase -> speech.canSay(phrase.text())).ifPresent(phrases::add);
    }
    if (request.includeCta()) {
      speech
          .next(Frames.of("cta." + type))
          .ifPresent(
              phrase -> {
                phrases.add(phrase);
                ctas.add(phrase.text());
              });
    }
    if (seconds >= SECONDS_WITH_FAREWELL || !request.includeCta()) {
      speech.next(Frames.of("farewell")).ifPresent(phrases::add);
    }
    return phrases;
  }

  /** How many phrases close the end, behind anything that fills it up. */
  int closingPhrases() {
    return request.includeCta() ? 2 : 1;
  }

  /** What stands in an end to ask viewers for something; empty where nothing does. */
  String cta(Fitted outro) {
    return outro.phrases().stream().map(Phrase::text).filter(ctas::contains).findFirst().orElse("");
  }

  /** What could lead to the next section. */
  List<Phrase> transition(boolean withHook) {
    List<Phrase> phrases = new ArrayList<>();
    speech.next(Frames.of("transition." + type)).ifPresent(phrases::add);
    if (withHook) {
      speech
          .next(Frames.of("hook.next"))
          .ifPresent(
              phrase -> {
                phrases.add(phrase);
                hooks.add(phrase.text());
              });
    }
    return phrases;
  }

  boolean isHook(Phrase phrase) {
    return hooks.contains(phrase.text());
  }

  /** A catchphrase that was not said yet. */
  Optional<Phrase> unsaidCatchphrase(Predicate<Phrase> fits) {
    return catchphrases.stream()
        .filter(phrase -> speech.canSay(phrase.text()) && fits.test(phrase))
        .findFirst();
  }

  private Phrase sentence(String catchphrase) {
    String text = catchphrase.strip().replaceAll("\\s+", " ");
    String mark = request.style().tone() == Tone.ENERGETIC ? "!" : ".";
    String end = text.matches("(?s).*[.!?…]\\W*") ? "" : mark;
    return Phrase.of(Character.toUpperCase(text.charAt(0)) + text.substring(1) + end);
  }
}
