package com.ytempire.ml.generation.picture.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.measure.PictureDistance;
import com.ytempire.ml.generation.picture.measure.PictureMeter;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Usage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LocalPicturesTest {
  private static final CallTerms TERMS = new CallTerms("key", Duration.ofSeconds(5));
  private final LocalPictures pictures = new LocalPictures();

  @Test
  void drawsForNothingAndTheSameForASeed() {
    var made = pictures.make(brief("rockets in space", 7), TERMS);

    assertThat(pictures.isFree()).isTrue();
    assertThat(made.usage()).isEqualTo(Usage.NONE);
    assertThat(made.artefact().width()).isEqualTo(1280);
    assertThat(made.artefact().height()).isEqualTo(720);
    assertThat(made.artefact())
        .isEqualTo(pictures.make(brief("rockets in space", 7), TERMS).artefact());
  }

  @Test
  void drawsOtherPicturesForOtherSeedsAndTopics() throws Exception {
    var space = print(pictures.make(brief("rockets in space", 7), TERMS).artefact());

    assertThat(
            PictureDistance.between(
                space, print(pictures.make(brief("rockets in space", 8), TERMS).artefact())))
        .isGreaterThan(0.1);
    assertThat(
            PictureDistance.between(
                space, print(pictures.make(brief("pizza recipe", 7), TERMS).artefact())))
        .isGreaterThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "Minecraft survival, GAMES",
    "How to invest in index funds, MONEY",
    "Apache Flink in production, CODE",
    "Is AI conscious?, CHIP",
    "She said it again, PLAY",
    "Start here, PLAY",
    "The best pizza in Naples, FOOD",
    "The 2026 World Cup, BALL",
    "日本の天気, PLAY"
  })
  void knowsSubjectsByTheirWords(String topic, Subject subject) {
    assertThat(Subject.of(topic)).isEqualTo(subject);
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void fillsTheWholePictureWithEveryScene(Scene scene) {
    var palette = Palette.of(PictureStyle.VIBRANT, List.of(), 200, 1);
    var image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();

    new ScenePainter(g, palette, new SplittableRandom(1), 1280, 720).paint(scene);

    g.dispose();
    for (int x = 0; x < 1280; x += 9) {
      for (int y = 0; y < 720; y += 7) {
        assertThat(image.getRGB(x, y) >>> 24).as("%d, %d", x, y).isEqualTo(255);
      }
    }
    assertThat(PictureMeter.measure(image, 0).contrast()).isGreaterThan(0.02);
  }

  @Test
  void drawsADifferentSignForEverySubject() {
    Map<Subject, PictureDistance.Print> prints = new HashMap<>();
    for (Subject subject : Subject.values()) {
      var image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      Signs.draw(g, subject, 150, 150, 120, 0, 0xff8800, 0x0088ff);
      g.dispose();
      prints.put(subject, PictureDistance.print(image));
    }

    for (Subject one : Subject.values()) {
      for (Subject other : Subject.values()) {
        if (one.compareTo(other) < 0) {
          assertThat(PictureDistance.shapeDistance(prints.get(one), prints.get(other)))
              .as("%s and %s", one, other)
              .isGreaterThan(0.08);
        }
      }
    }
  }

  private static PictureDistance.Print print(Picture picture) throws Exception {
    return PictureDistance.print(PictureFiles.decode(picture.bytes()).image());
  }

  private static PictureBrief brief(String topic, long seed) {
    return new PictureBrief(topic, PictureStyle.VIBRANT, "a prompt", "", List.of(), seed, 50, 7.5);
  }
}
