package com.ytempire.ml.generation.speech;

import com.ytempire.ml.generation.spoken.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As much of a speech as one call makes.
 *
 * @param number its place in the speech, from 0
 * @param sentences what is said, at least one
 * @param profile whose way of speaking
 * @param emotion in what mood
 * @param settings fine tuning; volume is left to whoever joins the pieces
 * @param before the text just before this piece, empty for the first; for providers that carry on
 *     the tone of it
 * @param after the text just after it, empty for the last
 */
public record SpeechPiece(
    int number,
    List<Sentence> sentences,
    VoiceProfile profile,
    Emotion emotion,
    SpeechSettings settings,
    String before,
    String after) {

  /** What {@link SpeechSettings#style} is when profile and emotion are heard as they are listed. */
  private static final double USUAL_STYLE = SpeechSettings.DEFAULT.style();

  public SpeechPiece {
    if (number < 0) {
      throw new IllegalArgumentException("number %d; expected 0 or more".formatted(number));
    }
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("sentences: none; expected at least one");
    }
    sentences = List.copyOf(sentences);
  }

  /** All words and punctuation. */
  public String text() {
    return sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
  }

  /** Profile and emotion as strongly as {@link SpeechSettings#style} says, without the settings. */
  public Manner style() {
    return profile.manner().with(emotion.manner()).strengthened(strength());
  }

  /** How strongly profile and emotion are heard: 1 as they are listed, 0 not at all. */
  public double strength() {
    return settings.style() / USUAL_STYLE;
  }

  /** All that makes rate, pitch and range. */
  public Manner manner() {
    return style().with(new Manner(settings.speed(), settings.pitch(), 1));
  }
}
