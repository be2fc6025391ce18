package com.ytempire.ml.generation.thumbnail;

import com.ytempire.ml.core.settings.ThumbnailSettings;
import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.scene.LocalPictures;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes thumbnails: backgrounds from a provider of pictures, everything upon them drawn here.
 * Thread-safe.
 *
 * <p>The provider is asked where the background is {@link BackgroundKind#IMAGE}, once for every
 * variation, with keys of its own; for other backgrounds nobody is asked and nothing is charged. On
 * a scene of {@link LocalPictures} the face and the subject's sign are drawn; any other picture is
 * taken to show them, as its prompt asks for.
 */
public final class Thumbnails {
  /** What made backgrounds that nobody was asked for. */
  public static final String DRAWN_HERE = "local-java2d-1";

  private final Provider<PictureBrief, Picture> pictures;
  private final ThumbnailSettings settings;

  public Thumbnails(Provider<PictureBrief, Picture> pictures, ThumbnailSettings settings) {
    this.pictures = pictures;
    this.settings = settings;
  }

  /**
   * @param seed the same request with the same seed, and the same pictures behind, gives the same
   *     bytes
   * @param terms of each call to the provider; a number is added to the key
   * @throws ProviderException when a background is not made; those made before may be charged
   */
  public ThumbnailSet make(ThumbnailRequest request, long seed, CallTerms terms)
      throws ProviderException, InterruptedException {
    int count = count(request);
    if (request.parts().background() != BackgroundKind.IMAGE) {
      return variants(request, seed, List.of(), true, DRAWN_HERE, Usage.NONE);
    }
    var behind = new ArrayList<BufferedImage>();
    Set<String> models = new LinkedHashSet<>();
    Usage usage = Usage.NONE;
    for (int i = 0; i < count; i++) {
      TextPosition position = Variation.position(request, seed, i);
      var brief =
          ThumbnailPrompt.brief(request, position, i, Variation.pictureSeed(seed, i), settings);
      Made<Picture> made =
          pictures.make(
              brief, new CallTerms(terms.idempotencyKey() + "-" + (i + 1), terms.timeout()));
      behind.add(pixels(made.artefact()));
      models.add(made.model());
      usage = usage.plus(made.usage());
    }
    boolean isDrawn = models.equals(Set.of(LocalPictures.MODEL));
    return variants(request, seed, behind, isDrawn, String.join(", ", models), usage);
  }

  /**
   * With a given picture behind, whatever background the request names; nobody is asked. Face and
   * sign are drawn as the request says.
   */
  public ThumbnailSet makeOn(Picture given, ThumbnailRequest request, long seed) {
    return variants(request, seed, List.of(pixels(given)), true, DRAWN_HERE, Usage.NONE);
  }

  private ThumbnailSet variants(
      ThumbnailRequest request,
      long seed,
      List<BufferedImage> behind,
      boolean areSubjectsDrawn,
      String model,
      Usage usage) {
    var variation = new Variation(request, seed, behind, areSubjectsDrawn);
    List<ThumbnailVariant> variants = variation.variants(count(request));
    var details = new GenerationDetails(model, settings.inferenceSteps(), settings.guidanceScale());
    return new ThumbnailSet(
        variants, recommended(variants), variation.leastDistance(), details, usage);
  }

  private int count(ThumbnailRequest request) {
    return request.variations() == null
        ? Math.min(settings.variations(), ThumbnailRequest.MAX_VARIATIONS)
        : request.variations();
  }

  private static String recommended(List<ThumbnailVariant> variants) {
    ThumbnailVariant best = variants.get(0);
    for (ThumbnailVariant variant : variants) {
      int byRate = Double.compare(variant.predictedCtr(), best.predictedCtr());
      if (byRate > 0 || byRate == 0 && variant.quality() > best.quality()) {
        best = variant;
      }
    }
    return best.id();
  }

  private static BufferedImage pixels(Picture picture) {
    try {
      return PictureFiles.decode(picture.bytes()).image();
    } catch (PictureException e) {
      throw new IllegalStateException("a picture that was read once is not read again", e);
    }
  }
}
