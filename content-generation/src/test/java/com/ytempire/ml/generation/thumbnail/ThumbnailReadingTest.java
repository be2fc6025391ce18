package com.ytempire.ml.generation.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.ThumbnailSettings;
import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.scene.LocalPictures;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.thumbnail.ThumbnailScores.Trait;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThumbnailReadingTest {
  @Test
  void readsTheSameFromAFileAsWasMeasuredWhenItWasMade() throws Exception {
    var thumbnails = new Thumbnails(new LocalPictures(), new ThumbnailSettings("m", 50, 7.5, 1));
    ThumbnailVariant made =
        thumbnails
            .make(
                new ThumbnailRequest("Ten tips", "books", null, null, null, 1),
                3,
                new CallTerms("key", Duration.ofSeconds(5)))
            .variants()
            .get(0);

    var reading = ThumbnailReading.of(made.picture().bytes(), List.of());

    assertThat(reading.features()).isEqualTo(made.features());
    assertThat(reading.quality()).isEqualTo(made.quality());
    assertThat(reading.traits()).doesNotContainKeys(Trait.TEXT_SIZE, Trait.FACE, Trait.BRAND);
  }

  @Test
  void setsALowContrastTwinBelowTheCleanOne() throws Exception {
    var clean = ThumbnailReading.of(bars(0x000000, 0xffcc00), List.of());
    var pale = ThumbnailReading.of(bars(0x777777, 0x888877), List.of());

    assertThat(pale.predictedCtr()).isLessThan(clean.predictedCtr());
    assertThat(pale.quality()).isLessThan(clean.quality());
  }

  @Test
  void knowsHowFarABrandIs() throws Exception {
    byte[] file = bars(0x000000, 0xffcc00);

    assertThat(ThumbnailReading.of(file, List.of(0xffcc00)).traits())
        .containsEntry(Trait.BRAND, 1.0);
    assertThat(ThumbnailReading.of(file, List.of(0x0033ff)).traits())
        .containsEntry(Trait.BRAND, 0.0);
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatThrownBy(() -> ThumbnailReading.of(new byte[100], List.of()))
        .isInstanceOf(PictureException.class);
  }

  private static byte[] bars(int one, int other) {
    var image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    for (int i = 0; i < 8; i++) {
      g.setColor(new Color(i % 2 == 0 ? one : other));
      g.fillRect(i * 160, 0, 160, 720);
    }
    g.dispose();
    return PictureFiles.png(image);
  }
}
