package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.measure.BrandDistance;
import com.ytempire.ml.generation.picture.measure.PictureDistance;
import com.ytempire.ml.generation.picture.measure.PictureMeter;
import com.ytempire.ml.generation.picture.scene.Subject;
import com.ytempire.ml.generation.thumbnail.draw.Drawing;
import com.ytempire.ml.generation.thumbnail.draw.Plan;
import com.ytempire.ml.generation.thumbnail.draw.ThumbnailArtist;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The variants of one request: each takes another version of layout, colours, person and words, and
 * is drawn again in a further version where it comes out too near to one before. Confined to one
 * thread.
 */
final class Variation {
  /** YouTube takes less than 2 MB; four bits of each channel fit into 1.5 MB, whatever is drawn. */
  static final int MAX_BYTES = 2_000_000;

  private static final int ALL_BITS = 8;

  /** Two variants that are nearer to each other than this are drawn again. */
  static final double WANTED_DISTANCE = 0.22;

  /**
   * What is reached also where words, place, background and the only colour are given, so that
   * person, tone and size alone are left to vary.
   */
  static final double LEAST_DISTANCE = 0.15;

  /** After so many the one that is farthest from the others is taken. */
  private static final int TRIES = 5;

  /** Where the turns of places and of versions begin is drawn apart from the variants' seeds. */
  private static final int PLACES = 1_000_000;

  private static final int VERSIONS = 1_000_001;

  private final ThumbnailRequest request;
  private final long seed;
  private final List<BufferedImage> behind;
  private final boolean areSubjectsDrawn;
  private final ThumbnailArtist artist = new ThumbnailArtist();
  private final List<PictureDistance.Print> taken = new ArrayList<>();
  private double leastDistance = 1;

  Variation(
      ThumbnailRequest request, long seed, List<BufferedImage> behind, boolean areSubjectsDrawn) {
    this.request = request;
    this.seed = seed;
    this.behind = behind;
    this.areSubjectsDrawn = areSubjectsDrawn;
  }

  /** Where the text of a variant is: as asked for, or in turns from a place by the seed. */
  static TextPosition position(ThumbnailRequest request, long seed, int index) {
    TextPosition named = request.parts().text().position();
    TextPosition[] turns = {
      TextPosition.LEFT,
      TextPosition.RIGHT,
      TextPosition.TOP,
      TextPosition.BOTTOM,
      TextPosition.CENTER
    };
    return named == null
        ? turns[(int) Math.floorMod(mixed(seed, PLACES) + index, turns.length)]
        : named;
  }

  /** Another one for every variant, 1 to {@link PictureBrief#MAX_SEED}. */
  static long pictureSeed(long seed, int index) {
    return Math.floorMod(mixed(seed, index), PictureBrief.MAX_SEED) + 1;
  }

  private static long mixed(long seed, int index) {
    long z = seed + 0x9e3779b97f4a7c15L * (index + 1);
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  List<ThumbnailVariant> variants(int count) {
    var variants = new ArrayList<ThumbnailVariant>();
    for (int i = 0; i < count; i++) {
      variants.add(variant(i, count));
    }
    return variants;
  }

  /** Between any two of the variants made so far; 1 for fewer than two. */
  double leastDistance() {
    return leastDistance;
  }

  private ThumbnailVariant variant(int index, int count) {
    Tried best = null;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Tried tried = tried(plan(index, index + attempt * count));
      if (best == null || tried.distance > best.distance) {
        best = tried;
      }
      if (best.distance >= WANTED_DISTANCE) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalStateException("nothing drawn in %d tries".formatted(TRIES));
    }
    taken.add(best.print);
    leastDistance = Math.min(leastDistance, best.distance);
    return finished(index, best);
  }

  /** A drawing, and how far it is from the nearest variant before it. */
  private record Tried(Plan plan, Drawing drawing, PictureDistance.Print print, double distance) {}

  private Tried tried(Plan plan) {
    Drawing drawing = artist.draw(plan);
    var print = PictureDistance.print(drawing.image());
    double nearest =
        taken.stream().mapToDouble(t -> PictureDistance.between(t, print)).min().orElse(1);
    return new Tried(plan, drawing, print, nearest);
  }

  /** As a file; drawn again in fewer colours, but for the text, while that is too long. */
  private ThumbnailVariant finished(int index, Tried tried) {
    Drawing drawing = tried.drawing;
    byte[] png = PictureFiles.png(drawing.image());
    for (int bits = ALL_BITS - 2; png.length >= MAX_BYTES && bits > 0; bits--) {
      drawing = artist.draw(tried.plan.withBits(bits));
      png = PictureFiles.png(drawing.image());
    }
    return described(index, drawing, png);
  }

  private Plan plan(int index, int step) {
    ThumbnailElements elements = request.parts();
    Subject subject = Subject.of(request.topic() + " " + request.videoTitle());
    // A topic of no known subject has a hue all the same, its own one.
    double hue =
        subject == Subject.PLAY
            ? Math.floorMod(request.topic().hashCode() * 31L, 360)
            : subject.hue();
    int version = step + (int) Math.floorMod(mixed(seed, VERSIONS), 60L);
    String subtext = elements.text().subtext();
    return new Plan(
        request.look(),
        behind.isEmpty() ? kind(elements) : BackgroundKind.IMAGE,
        behind.isEmpty() ? null : behind.get(index % behind.size()),
        !areSubjectsDrawn,
        position(request, seed, index),
        mainText(version),
        subtext == null ? "" : subtext,
        elements.hasFace() ? ThumbnailPrompt.expression(request) : null,
        subject,
        Palette.of(request.look(), elements.brand(), hue, version),
        version,
        mixed(seed, step),
        ALL_BITS);
  }

  private static BackgroundKind kind(ThumbnailElements elements) {
    BackgroundKind named = elements.background();
    return named == null ? BackgroundKind.GRADIENT : named;
  }

  /** As asked for, else of the title, else the topic: the first that any font here can draw. */
  private String mainText(int version) {
    String asked = elementsText();
    return Stream.of(
            asked,
            Headline.of(request.videoTitle(), version),
            request.videoTitle(),
            request.topic())
        .filter(t -> !t.isBlank() && ThumbnailArtist.canDraw(t))
        .findFirst()
        .orElse("");
  }

  private String elementsText() {
    String text = request.parts().text().mainText();
    return text == null ? "" : text;
  }

  private ThumbnailVariant described(int index, Drawing drawing, byte[] png) {
    var features = PictureMeter.measure(drawing.image(), png.length);
    List<Integer> brand = request.parts().brand();
    Double brandDistance = brand.isEmpty() ? null : BrandDistance.of(drawing.image(), brand);
    Double faceShare = areSubjectsDrawn ? (Double) drawing.faceShare() : null;
    var traits = ThumbnailScores.traits(features, drawing.text(), faceShare, brandDistance);
    double rate = ThumbnailScores.predictedCtr(traits);
    Double target = request.targetCtr();
    return new ThumbnailVariant(
        "variant_" + (index + 1),
        String.valueOf((char) ('A' + index)),
        picture(png),
        position(request, seed, index),
        rate,
        target == null || rate >= target,
        ThumbnailScores.quality(features),
        drawing.text(),
        features,
        traits);
  }

  private static Picture picture(byte[] png) {
    try {
      return Picture.of(png);
    } catch (PictureException e) {
      throw new IllegalStateException("a thumbnail drawn here is not read here", e);
    }
  }
}
