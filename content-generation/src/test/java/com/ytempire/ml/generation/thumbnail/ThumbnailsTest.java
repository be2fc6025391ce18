package com.ytempire.ml.generation.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.settings.ThumbnailSettings;
import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.measure.BrandDistance;
import com.ytempire.ml.generation.picture.measure.PictureDistance;
import com.ytempire.ml.generation.picture.scene.LocalPictures;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.thumbnail.ThumbnailScores.Trait;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailsTest {
  private static final ThumbnailSettings SETTINGS =
      new ThumbnailSettings("stable-diffusion-xl", 50, 7.5, 3);
  private static final CallTerms TERMS = new CallTerms("key", Duration.ofSeconds(5));

  private final Thumbnails thumbnails = new Thumbnails(new LocalPictures(), SETTINGS);

  @Test
  void makesWhatTheReferencesExampleAsksFor() throws Exception {
    var elements =
        new ThumbnailElements(
            true,
            FaceExpression.SHOCKED,
            new TextOverlay("string", "string", TextPosition.CENTER),
            BackgroundKind.GRADIENT,
            List.of("#FF0000", "#00FF00"));
    var request = new ThumbnailRequest("string", "string", PictureStyle.VIBRANT, elements, 0.08, 3);

    ThumbnailSet set = thumbnails.make(request, 1, TERMS);

    assertThat(set.variants())
        .extracting(ThumbnailVariant::id)
        .containsExactly("variant_1", "variant_2", "variant_3");
    assertThat(set.variants()).extracting(ThumbnailVariant::group).containsExactly("A", "B", "C");
    assertThat(set.usage()).isEqualTo(Usage.NONE);
    assertThat(set.details()).isEqualTo(new GenerationDetails(Thumbnails.DRAWN_HERE, 50, 7.5));
    for (ThumbnailVariant variant : set.variants()) {
      assertIsAThumbnail(variant);
      assertThat(variant.reachesTarget()).isEqualTo(variant.predictedCtr() >= 0.08);
    }
  }

  @Test
  void recommendsTheVariantWithTheHighestRate() throws Exception {
    ThumbnailSet set = thumbnails.make(request("Ten tips", PictureStyle.MINIMAL, 3), 4, TERMS);

    double best =
        set.variants().stream().mapToDouble(ThumbnailVariant::predictedCtr).max().orElseThrow();

    assertThat(set.variants())
        .filteredOn(v -> v.id().equals(set.recommendedVariant()))
        .singleElement()
        .satisfies(v -> assertThat(v.predictedCtr()).isEqualTo(best));
    assertThat(set.variants().stream().map(ThumbnailVariant::predictedCtr).distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void makesAsManyAsTheSettingsSayWhereTheRequestSaysNothing() throws Exception {
    var many = new Thumbnails(new LocalPictures(), new ThumbnailSettings("m", 1, 1, 20));
    var request = new ThumbnailRequest("A title", null, null, null, null, null);

    assertThat(many.make(request, 1, TERMS).variants()).hasSize(10);
  }

  @Test
  void repeatsForASeedAndDiffersForAnother() throws Exception {
    ThumbnailRequest request = request("Why is the sky blue?", PictureStyle.DRAMATIC, 2);

    List<Picture> once = pictures(thumbnails.make(request, 42, TERMS));

    assertThat(pictures(thumbnails.make(request, 42, TERMS))).isEqualTo(once);
    assertThat(pictures(thumbnails.make(request, 43, TERMS))).doesNotContainAnyElementsOf(once);
  }

  @ParameterizedTest
  @CsvSource({
    "VIBRANT, GRADIENT, 3",
    "MINIMAL, SOLID, 4",
    "DRAMATIC, GRADIENT, 3",
    "PROFESSIONAL, SOLID, 3"
  })
  void makesVariantsThatLookDifferentAlsoWithOnePositionAndOneBrandColour(
      PictureStyle style, BackgroundKind background, int count) throws Exception {
    var elements =
        new ThumbnailElements(
            true,
            FaceExpression.HAPPY,
            new TextOverlay("Same words", null, TextPosition.LEFT),
            background,
            List.of("#1E88E5"));
    var request = new ThumbnailRequest("Title", "money", style, elements, null, count);

    ThumbnailSet set = thumbnails.make(request, 7, TERMS);

    assertThat(leastDistance(set))
        .as("seed 7")
        .isCloseTo(set.leastDistance(), within(1e-9))
        .isGreaterThanOrEqualTo(Variation.LEAST_DISTANCE);
  }

  @Test
  void makesStylesThatLookDifferent() throws Exception {
    List<PictureDistance.Print> prints = new ArrayList<>();
    for (PictureStyle style : PictureStyle.values()) {
      prints.add(print(thumbnails.make(request("Ten tips", style, 1), 3, TERMS).variants().get(0)));
    }

    for (int i = 0; i < prints.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(PictureDistance.between(prints.get(i), prints.get(j))).isGreaterThan(0.25);
      }
    }
  }

  @Test
  void keepsTextLegibleAndInPlaceForAnyRequest() throws Exception {
    var random = new SplittableRandom(20);
    String[] texts = {
      "OK",
      "I tried AI for 30 days",
      "مرحبا بكم في القناة",
      "你好世界，這是一個標題",
      "Привет мир",
      "Donaudampfschifffahrtsgesellschaftskapitän",
      "🚀🔥",
      "",
      "A text of one hundred characters goes on and on until there is hardly any room left in its box!!!!"
    };
    for (int i = 0; i < 14; i++) {
      var elements =
          new ThumbnailElements(
              random.nextBoolean(),
              FaceExpression.values()[random.nextInt(4)],
              new TextOverlay(
                  texts[random.nextInt(texts.length)],
                  random.nextBoolean() ? null : texts[random.nextInt(texts.length)],
                  TextPosition.values()[random.nextInt(5)]),
              BackgroundKind.values()[random.nextInt(3)],
              random.nextBoolean()
                  ? List.of()
                  : List.of("#%06X".formatted(random.nextInt(0x1000000))));
      var request =
          new ThumbnailRequest(
              "The title", "topic " + i, PictureStyle.values()[i % 4], elements, null, 1);

      ThumbnailVariant variant = thumbnails.make(request, i, TERMS).variants().get(0);

      assertThat(variant.text()).as("seed 20, request %d", i).isNotNull();
      assertIsAThumbnail(variant);
    }
  }

  @Test
  void staysLegibleAndSmallOnAPictureOfNoise() throws Exception {
    Picture noise = noise();
    for (PictureStyle style : List.of(PictureStyle.VIBRANT, PictureStyle.MINIMAL)) {
      ThumbnailSet set = thumbnails.makeOn(noise, request("Ten tips", style, 1), 5);

      for (ThumbnailVariant variant : set.variants()) {
        assertIsAThumbnail(variant);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PictureStyle.class)
  void showsTheBrandsColours(PictureStyle style) throws Exception {
    List<Integer> brand = List.of(0xe91e63, 0x3f51b5);
    for (BackgroundKind background : List.of(BackgroundKind.GRADIENT, BackgroundKind.SOLID)) {
      var elements =
          new ThumbnailElements(true, null, null, background, List.of("#E91E63", "#3F51B5"));
      var request = new ThumbnailRequest("Ten tips", "books", style, elements, null, 2);

      for (ThumbnailVariant variant : thumbnails.make(request, 2, TERMS).variants()) {
        assertThat(BrandDistance.of(image(variant), brand))
            .as("%s %s", background, variant.id())
            .isLessThan(0.05);
      }
    }
  }

  @Test
  void fillsASolidBackgroundWithOneColour() throws Exception {
    var elements =
        new ThumbnailElements(
            false,
            null,
            new TextOverlay("Hi", null, TextPosition.LEFT),
            BackgroundKind.SOLID,
            List.of("#FF0000", "#00FF00"));
    var request = new ThumbnailRequest("T", "books", PictureStyle.VIBRANT, elements, null, 1);

    BufferedImage image = image(thumbnails.make(request, 0, TERMS).variants().get(0));

    int ground = image.getRGB(40, 40);
    int same = 0;
    for (int x = 0; x < 1280; x += 4) {
      for (int y = 0; y < 720; y += 4) {
        same += image.getRGB(x, y) == ground ? 1 : 0;
      }
    }
    assertThat(ground & 0xffffff).isIn(0xff0000, 0x00ff00);
    assertThat(same / (320.0 * 180)).isGreaterThan(0.6);
  }

  @Test
  void asksTheProviderOnceForEveryVariantWithAKeyOfItsOwn() throws Exception {
    var asked = new ArrayList<PictureBrief>();
    var keys = new ArrayList<String>();
    var whole = new Thumbnails(paid(asked, keys), SETTINGS);

    ThumbnailSet set = whole.make(imageRequest(true), 1, TERMS);

    assertThat(keys).containsExactly("key-1", "key-2", "key-3");
    assertThat(asked.stream().map(PictureBrief::seed).distinct()).hasSize(3);
    assertThat(set.usage()).isEqualTo(Usage.ofImages(3));
    assertThat(set.details().model()).isEqualTo("a-model");
  }

  @Test
  void drawsNoFaceOnAPictureThatShowsOne() throws Exception {
    var whole = new Thumbnails(paid(new ArrayList<>(), new ArrayList<>()), SETTINGS);

    ThumbnailSet set = whole.make(imageRequest(true), 1, TERMS);
    ThumbnailSet drawn = thumbnails.make(imageRequest(true), 1, TERMS);

    assertThat(set.variants().get(0).traits()).doesNotContainKey(Trait.FACE);
    assertThat(drawn.variants().get(0).traits().get(Trait.FACE)).isGreaterThan(0.5);
    assertThat(drawn.details().model()).isEqualTo(LocalPictures.MODEL);
  }

  @Test
  void asksNobodyForAnotherBackground() throws Exception {
    var keys = new ArrayList<String>();

    new Thumbnails(paid(new ArrayList<>(), keys), SETTINGS)
        .make(request("Ten tips", PictureStyle.VIBRANT, 3), 1, TERMS);

    assertThat(keys).isEmpty();
  }

  @Test
  void passesOnWhyAProviderMadeNothing() {
    var failing =
        new Thumbnails(
            provider(
                (brief, terms) -> {
                  throw new ProviderException(Reason.BUSY, "later", null);
                }),
            SETTINGS);

    assertThatThrownBy(() -> failing.make(imageRequest(false), 1, TERMS))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
  }

  private static void assertIsAThumbnail(ThumbnailVariant variant) {
    assertThat(variant.picture().mediaType()).isEqualTo("image/png");
    assertThat(variant.picture().width()).isEqualTo(1280);
    assertThat(variant.picture().height()).isEqualTo(720);
    assertThat(variant.picture().bytes().length).isLessThan(2_000_000);
    assertThat(variant.predictedCtr()).isBetween(0.02, 0.12);
    assertThat(variant.quality()).isBetween(0.5, 1.0);
    var text = variant.text();
    assertThat(text).isNotNull();
    if (text != null) {
      assertThat(text.contrast()).isGreaterThanOrEqualTo(4.5);
    }
  }

  private interface Making {
    Made<Picture> make(PictureBrief brief, CallTerms terms) throws ProviderException;
  }

  private static Provider<PictureBrief, Picture> paid(List<PictureBrief> asked, List<String> keys) {
    var scenes = new LocalPictures();
    return provider(
        (brief, terms) -> {
          asked.add(brief);
          keys.add(terms.idempotencyKey());
          return new Made<>(scenes.make(brief, terms).artefact(), "a-model", Usage.ofImages(1));
        });
  }

  private static Provider<PictureBrief, Picture> provider(Making making) {
    return new Provider<>() {
      @Override
      public String name() {
        return "scripted";
      }

      @Override
      public boolean isFree() {
        return false;
      }

      @Override
      public Made<Picture> make(PictureBrief brief, CallTerms terms) throws ProviderException {
        return making.make(brief, terms);
      }
    };
  }

  private static ThumbnailRequest imageRequest(boolean hasFace) {
    var elements = new ThumbnailElements(hasFace, null, null, BackgroundKind.IMAGE, List.of());
    return new ThumbnailRequest("A day in space", "space", null, elements, null, 3);
  }

  private static ThumbnailRequest request(String title, @Nullable PictureStyle style, int count) {
    return new ThumbnailRequest(title, "science", style, null, null, count);
  }

  private static Picture noise() throws Exception {
    var random = new SplittableRandom(8);
    var image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 720; y++) {
      for (int x = 0; x < 1280; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return Picture.of(PictureFiles.png(image));
  }

  private static double leastDistance(ThumbnailSet set) throws Exception {
    double least = 1;
    for (ThumbnailVariant one : set.variants()) {
      for (ThumbnailVariant other : set.variants()) {
        if (!one.id().equals(other.id())) {
          least = Math.min(least, PictureDistance.between(print(one), print(other)));
        }
      }
    }
    return least;
  }

  private static PictureDistance.Print print(ThumbnailVariant variant) throws Exception {
    return PictureDistance.print(image(variant));
  }

  private static BufferedImage image(ThumbnailVariant variant) throws Exception {
    return PictureFiles.decode(variant.picture().bytes()).image();
  }

  private static List<Picture> pictures(ThumbnailSet set) {
    return set.variants().stream().map(ThumbnailVariant::picture).toList();
  }
}
