package com.ytempire.ml.generation.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.ThumbnailSettings;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureStyle;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailPromptTest {
  private static final ThumbnailSettings SETTINGS =
      new ThumbnailSettings("stable-diffusion-xl", 40, 6.5, 3);

  @Test
  void tellsWhatTheRequestAsksFor() {
    var elements =
        new ThumbnailElements(
            true,
            FaceExpression.SHOCKED,
            new TextOverlay("MY HEADLINE", null, null),
            BackgroundKind.IMAGE,
            List.of("#FF0000", "#0000FF"));
    var request =
        new ThumbnailRequest("Life on Mars", "space", PictureStyle.DRAMATIC, elements, 0.1, 2);

    PictureBrief brief = ThumbnailPrompt.brief(request, TextPosition.LEFT, 0, 9, SETTINGS);

    assertThat(brief.prompt())
        .contains(
            "about space",
            "Life on Mars",
            "shocked",
            "on the right",
            "dramatic",
            "red and",
            "at the left",
            "no text")
        .doesNotContain("MY HEADLINE");
    assertThat(brief.negativePrompt()).contains("text", "watermark");
    assertThat(brief.colours()).containsExactly(0xff0000, 0x0000ff);
    assertThat(brief.seed()).isEqualTo(9);
    assertThat(brief.inferenceSteps()).isEqualTo(40);
    assertThat(brief.guidanceScale()).isEqualTo(6.5);
  }

  @Test
  void asksForNobodyWhereNoFaceIsWanted() {
    var request = new ThumbnailRequest("Life on Mars", null, null, null, null, 2);

    assertThat(ThumbnailPrompt.brief(request, TextPosition.TOP, 0, 9, SETTINGS).prompt())
        .doesNotContain("person");
  }

  @Test
  void framesEveryVariantDifferently() {
    var request = new ThumbnailRequest("Life on Mars", null, null, null, null, 5);

    var prompts =
        IntStream.range(0, 5)
            .mapToObj(
                v -> ThumbnailPrompt.brief(request, TextPosition.TOP, v, 9, SETTINGS).prompt())
            .distinct();

    assertThat(prompts).hasSize(5);
  }

  @Test
  void takesMarksOfEmphasisOut() {
    var request = new ThumbnailRequest("A (very:1.5) [loud]\n{title}", null, null, null, null, 1);

    assertThat(ThumbnailPrompt.brief(request, TextPosition.TOP, 0, 9, SETTINGS).prompt())
        .contains("about A very 1.5 loud title");
  }

  @ParameterizedTest
  @CsvSource({
    "0xff0000, red",
    "0xffff00, yellow",
    "0x00ff00, green",
    "0x0000ff, blue",
    "0x00ffff, cyan",
    "0xff8800, orange",
    "0x000000, black",
    "0xffffff, white",
    "0x808080, grey",
    "0x000055, dark blue"
  })
  void callsColoursByTheirNames(String rgb, String name) {
    assertThat(ThumbnailPrompt.name(Integer.decode(rgb))).isEqualTo(name);
  }
}
