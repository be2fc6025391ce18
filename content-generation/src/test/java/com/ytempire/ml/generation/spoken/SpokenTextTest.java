package com.ytempire.ml.generation.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenTextTest {
  @Test
  void endsSentencesAtTheirMarksOnly() {
    assertThat(
            texts(
                "Dr. J. K. Rowe paid $3.50 at 5 p.m. to Smith Inc. for it. Really?! Yes... and no."
                    + " \"Stop!\" he said. See example.com today\u2026 Or not."))
        .containsExactly(
            "doctor J. K. Rowe paid three dollars and fifty cents at five p.m. to Smith Inc. for"
                + " it.",
            "Really?!",
            "Yes... and no.",
            "\"Stop!\" he said.",
            "See example dot com today\u2026",
            "Or not.");
  }

  @Test
  void pausesLongerAfterParagraphs() {
    List<Sentence> sentences = SpokenText.sentences("One. Two.\n\n \nThree.\nStill three");

    assertThat(sentences)
        .extracting(Sentence::text)
        .containsExactly("One.", "Two.", "Three.", "Still three");
    assertThat(sentences)
        .extracting(Sentence::pause)
        .containsExactly(
            Duration.ofMillis(350),
            Duration.ofMillis(750),
            Duration.ofMillis(350),
            Duration.ofMillis(750));
  }

  @Test
  void itemsOfAListAreSentences() {
    assertThat(texts("Buy\n- bread\n- milk\n1. and eggs"))
        .containsExactly("Buy", "- bread", "- milk", "one. and eggs");
  }

  @Test
  void marksWithoutBlanksEndSentencesInChinese() {
    assertThat(texts("\u4f60\u597d\u3002\u518d\u89c1\uff01"))
        .containsExactly("\u4f60\u597d\u3002", "\u518d\u89c1\uff01");
  }

  @Test
  void textWithoutAWordIsNoSentence() {
    assertThat(SpokenText.sentences(" ... \n\n \ud83d\ude00 !")).isEmpty();
  }

  @Test
  void countsWordsAsTheyAreSaid() {
    assertThat(SpokenText.sentences("I have 21 cats - really.").get(0).words()).isEqualTo(5);
  }

  @Test
  void piecesKeepWholeSentencesWhereTheyFit() {
    List<Sentence> sentences = SpokenText.sentences("Aaaa bbbb. Cccc dddd. Eeee ffff.");

    assertThat(pieces(sentences, 21)).containsExactly("Aaaa bbbb. Cccc dddd.", "Eeee ffff.");
    assertThat(pieces(sentences, 20)).containsExactly("Aaaa bbbb.", "Cccc dddd.", "Eeee ffff.");
    assertThat(pieces(sentences, 32)).containsExactly("Aaaa bbbb. Cccc dddd. Eeee ffff.");
  }

  @Test
  void aLongSentenceIsCutAtClausesThenAtWordsThenAnywhere() {
    String text =
        "When it rains, the cats stay in the house and they sleep; " + "x".repeat(45) + ".";

    assertThat(pieces(SpokenText.sentences(text), 30))
        .containsExactly(
            "When it rains,",
            "the cats stay in the house and",
            "they sleep;",
            "x".repeat(30),
            "x".repeat(15) + ".");
  }

  @Test
  void aCutKeepsProsodyAndPausesOfRuns() {
    Prosody loud = new Prosody(1, 1, 2);
    Sentence sentence =
        new Sentence(
            List.of(
                new Run("one two three four five", Prosody.PLAIN, Duration.ofMillis(500)),
                new Run("six seven eight nine", loud, Duration.ZERO)),
            Duration.ofSeconds(1));

    List<List<Sentence>> pieces = Pieces.of(List.of(sentence), 30);

    assertThat(pieces)
        .containsExactly(
            List.of(
                new Sentence(
                    List.of(
                        new Run("one two three four five", Prosody.PLAIN, Duration.ofMillis(500)),
                        new Run("six", loud, Duration.ZERO)),
                    Duration.ofMillis(150))),
            List.of(
                new Sentence(
                    List.of(new Run("seven eight nine", loud, Duration.ZERO)),
                    Duration.ofSeconds(1))));
  }

  @Test
  void neverCutsACharacterInTwo() {
    List<Sentence> one = List.of(sentence("\ud835\udd38".repeat(30)));

    for (List<Sentence> piece : Pieces.of(one, 21)) {
      String text = piece.get(0).text();
      assertThat(text.length()).isLessThanOrEqualTo(21);
      assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
    }
  }

  @Test
  void refusesALimitThatIsTooSmall() {
    assertThatThrownBy(() -> Pieces.of(List.of(), 19))
        .hasMessage("most characters 19; expected 20 or more");
  }

  private static Sentence sentence(String text) {
    return new Sentence(List.of(Run.plain(text)), Duration.ZERO);
  }

  private static List<String> texts(String text) {
    return SpokenText.sentences(text).stream().map(Sentence::text).toList();
  }

  private static List<String> pieces(List<Sentence> sentences, int most) {
    return Pieces.of(sentences, most).stream()
        .map(piece -> String.join(" ", piece.stream().map(Sentence::text).toList()))
        .toList();
  }
}
