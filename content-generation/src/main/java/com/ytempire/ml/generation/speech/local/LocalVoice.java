package com.ytempire.ml.generation.speech.local;

import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.Splice;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.Manner;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks English in this process, at 48,000 Hz, for nothing.
 *
 * <p>Profile, emotion, speed and pitch move durations and fundamental frequency ({@link Contour});
 * {@code stability} below its default of 0.75 widens the voice's range by up to 30 %, above narrows
 * it by up to 10 %; {@code similarity_boost} has no meaning, as there is one voice.
 *
 * <p>The first call loads the engine, about a second; {@link #warmUp} does that ahead. Safe to
 * share; calls run side by side, each on its caller's thread.
 */
public final class LocalVoice implements Provider<SpeechPiece, Sound> {
  private static final double USUAL_STABILITY = 0.75;
  private static final double RANGE_PER_STABILITY = 0.4;

  private final Clock clock;

  public LocalVoice(Clock clock) {
    this.clock = clock;
  }

  /** Begins to load the engine, on another thread. */
  public static void warmUp() {
    EngineStart.ahead();
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public Made<Sound> make(SpeechPiece piece, CallTerms terms)
      throws ProviderException, InterruptedException {
    Instant deadline = clock.instant().plus(terms.timeout());
    MaryEngine engine = engine(terms.timeout());
    Manner manner = manner(piece);
    List<Splice.Part> parts = new ArrayList<>();
    for (Phrase phrase : phrases(piece.sentences())) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (clock.instant().isAfter(deadline)) {
        throw new ProviderException(
            Reason.SLOW, "local: piece %d not ready in time".formatted(piece.number()), null);
      }
      parts.add(new Splice.Part(speak(engine, phrase.runs(), manner), phrase.pause()));
    }
    Sound joined = Splice.join(parts);
    if (joined.peak() == 0) {
      throw new ProviderException(
          Reason.REFUSED,
          "local: piece %d has no word that an English voice can say".formatted(piece.number()),
          null);
    }
    return new Made<>(joined, MaryEngine.VOICE, Usage.ofCharacters(piece.text().length()));
  }

  private static Manner manner(SpeechPiece piece) {
    double range = 1 + RANGE_PER_STABILITY * (USUAL_STABILITY - piece.settings().stability());
    return piece.manner().with(new Manner(1, 1, range));
  }

  /** Words that are spoken in one breath. */
  private record Phrase(List<Run> runs, Duration pause) {}

  /** Ends at each pause; the last one is left without, as whoever joins the pieces makes it. */
  private static List<Phrase> phrases(List<Sentence> sentences) {
    List<Phrase> phrases = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      List<Run> runs = new ArrayList<>();
      for (Run run : sentence.runs()) {
        runs.add(run);
        if (!run.pause().isZero()) {
          phrases.add(new Phrase(List.copyOf(runs), run.pause()));
          runs.clear();
        }
      }
      boolean isLast = i == sentences.size() - 1;
      phrases.add(new Phrase(List.copyOf(runs), isLast ? Duration.ZERO : sentence.pause()));
    }
    return phrases;
  }

  private static Sound speak(MaryEngine engine, List<Run> phrase, Manner manner)
      throws ProviderException {
    Words words = Words.of(phrase);
    if (!words.hasWord()) {
      return Sound.of(new float[0], engine.sampleRate());
    }
    try {
      return engine.speak(words.texts(), new Contour(manner, words.prosodies()));
    } catch (Exception e) {
      throw new ProviderException(Reason.MALFORMED, "local: the engine failed", e);
    }
  }

  private static MaryEngine engine(Duration timeout)
      throws ProviderException, InterruptedException {
    try {
      return EngineStart.begin().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProviderException(Reason.SLOW, "local: the engine is still starting", e);
    } catch (ExecutionException e) {
      throw new ProviderException(Reason.REFUSED, "local: the engine does not start", e.getCause());
    }
  }
}
