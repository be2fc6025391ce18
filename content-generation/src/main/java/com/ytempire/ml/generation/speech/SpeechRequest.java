package com.ytempire.ml.generation.speech;

import com.ytempire.ml.core.settings.VoiceSettings;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.spoken.Sentence;
import com.ytempire.ml.generation.spoken.SpokenText;
import com.ytempire.ml.generation.spoken.Ssml;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A speech that is asked for.
 *
 * @param text plain text, or a document of {@link Ssml}; 1 to 100,000 characters with at least one
 *     word
 * @param profile whose way of speaking
 * @param provider who is asked first; null for the configured order
 * @param settings fine tuning
 * @param format of the file
 * @param sampleRate of the file, 8,000 to 48,000 Hz; see {@link SoundFormat#rateFor} for what a
 *     format makes of it
 * @param isSsml whether the text is a document of SSML
 * @param emotion in what mood
 */
public record SpeechRequest(
    String text,
    VoiceProfile profile,
    VoiceSettings.@Nullable Provider provider,
    SpeechSettings settings,
    SoundFormat format,
    int sampleRate,
    boolean isSsml,
    Emotion emotion) {

  /** Longest text, in characters. */
  public static final int MOST_CHARACTERS = 100_000;

  /** What an English speaker says in a minute, at the usual speed. */
  private static final int WORDS_PER_MINUTE = 150;

  public SpeechRequest {
    if (text.isBlank() || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "text of %d characters; expected 1 to %d and not only blanks"
              .formatted(text.length(), MOST_CHARACTERS));
    }
    if (sampleRate < Sound.LOWEST_RATE || sampleRate > Sound.HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "sample_rate %d; expected %d to %d Hz"
              .formatted(sampleRate, Sound.LOWEST_RATE, Sound.HIGHEST_RATE));
    }
    if (words(sentences(text, isSsml)) == 0) {
      throw new IllegalArgumentException("text: nothing to say; expected at least one word");
    }
  }

  /** What is said, in order. */
  public List<Sentence> sentences() {
    return sentences(text, isSsml);
  }

  /** Number of words as they are said. */
  public int words() {
    return words(sentences());
  }

  /**
   * How long the speech will be, roughly: 150 words a minute at the asked speed.
   *
   * @throws IllegalArgumentException when that is more than allowed, before anybody is paid for it
   */
  public Duration requireWithin(Duration longest) {
    Duration expected =
        Duration.ofMillis(Math.round(words() * 60_000.0 / WORDS_PER_MINUTE / settings.speed()));
    if (expected.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "text of %d words, about %d s; expected at most %d s of speech"
              .formatted(words(), expected.toSeconds(), longest.toSeconds()));
    }
    return expected;
  }

  private static List<Sentence> sentences(String text, boolean isSsml) {
    return isSsml ? Ssml.sentences(text) : SpokenText.sentences(text);
  }

  private static int words(List<Sentence> sentences) {
    return sentences.stream().mapToInt(Sentence::words).sum();
  }
}
