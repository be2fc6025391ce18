package com.ytempire.ml.generation.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.generation.picture.PictureStyle;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailRequestTest {
  @Test
  void fillsInWhatIsNotSaid() {
    var request = new ThumbnailRequest("A title", " ", null, null, null, null);

    assertThat(request.topic()).isEqualTo("A title");
    assertThat(request.look()).isEqualTo(PictureStyle.VIBRANT);
    assertThat(request.parts()).isEqualTo(ThumbnailElements.NONE);
    assertThat(request.parts().hasFace()).isFalse();
    assertThat(request.parts().text()).isEqualTo(TextOverlay.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"null, null, false", "null, HAPPY, true", "true, null, true", "false, HAPPY, false"})
  void drawsAFaceWhereOneIsWantedOrAnExpressionNamed(
      Boolean include, FaceExpression expression, boolean expected) {
    var elements = new ThumbnailElements(include, expression, null, null, List.of());

    assertThat(elements.hasFace()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 11})
  void refusesOtherNumbersOfVariations(int variations) {
    assertThatThrownBy(() -> new ThumbnailRequest("t", null, null, null, null, variations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variations %d; expected 1 to 10", variations);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void refusesATargetThatIsNoRate(double target) {
    assertThatThrownBy(() -> new ThumbnailRequest("t", null, null, null, target, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target_ctr");
  }

  @Test
  void refusesTextsThatAreMissingOrTooLong() {
    assertThatThrownBy(() -> new ThumbnailRequest("  ", null, null, null, null, null))
        .hasMessage("video_title of 0 characters; expected 1 to 200");
    assertThatThrownBy(() -> new TextOverlay("x".repeat(101), null, null))
        .hasMessage("main_text of 101 characters; expected 0 to 100");
    assertThatThrownBy(() -> new TextOverlay(null, "x".repeat(121), null))
        .hasMessageContaining("subtext");
  }

  @Test
  void countsCharactersAndNotTheirParts() {
    assertThat(new TextOverlay("😀".repeat(100), null, null).mainText()).hasSize(200);
  }

  @Test
  void refusesColoursThatAreNoneOrTooMany() {
    assertThatThrownBy(() -> elements(List.of("#FF0000", "green")))
        .hasMessageContaining("brand_colors 'green'");
    assertThatThrownBy(() -> elements(Collections.nCopies(6, "#FF0000")))
        .hasMessage("brand_colors of 6; expected at most 5");
  }

  @ParameterizedTest
  @CsvSource({
    "The truth about sugar, SERIOUS",
    "I tried this for 30 days, SHOCKED",
    "Why is the sky blue?, THINKING",
    "Our day at the sea, HAPPY",
    "すごい！, SHOCKED"
  })
  void findsTheFaceThatGoesWithATitle(String title, FaceExpression expression) {
    assertThat(Mood.of(title)).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Short title; 0; Short title",
        "Why nobody finishes this very long game (and how I did it); 0; Why nobody finishes this very long game",
        "Why nobody finishes this very long game (and how I did it); 1; Why nobody finishes very long game",
        "Why nobody finishes this very long game (and how I did it); 2; how I did it",
        "Why nobody finishes this very long game | Part 2; 2; Why nobody finishes this very long game",
        "Ten rules for the better part of a life that never seems to end; 0; Ten rules for the better part"
      })
  void cutsAHeadlineOutOfATitle(String title, int version, String headline) {
    assertThat(Headline.of(title, version)).isEqualTo(headline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "これは非常に長いビデオのタイトルで、スペースがまったくありませんからどこかで切ります",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "((((((((((((((((((((((((((((((((((((((((((((",
        "a an the of to in on at for with is are was my your this that by from as"
      })
  void findsAHeadlineInAnyTitle(String title) {
    for (int version = 0; version < 3; version++) {
      assertThat(Headline.of(title, version)).isNotBlank();
    }
  }

  private static ThumbnailElements elements(List<String> colours) {
    return new ThumbnailElements(null, null, null, null, colours);
  }
}
