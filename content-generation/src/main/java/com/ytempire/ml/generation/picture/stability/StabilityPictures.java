package com.ytempire.ml.generation.picture.stability;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.http.ProviderHttp;
import com.ytempire.ml.generation.http.ProviderHttp.Answer;
import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Asks Stability AI for one picture of 16 to 9. Safe to share; a call blocks.
 *
 * <p>A picture comes back as bytes (Accept {@code image/*}) with the header {@code finish-reason}:
 * anything but {@code SUCCESS} means that it was blurred by their filter, and is charged all the
 * same. What is no readable PNG or JPEG of at least 256 by 144 pixels counts as malformed. The API
 * takes neither steps nor guidance, and knows no idempotency key: whoever repeats a call may pay
 * twice.
 */
public final class StabilityPictures implements Provider<PictureBrief, Picture> {
  /** Where the service is. */
  public static final URI ADDRESS = URI.create("https://api.stability.ai");

  private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/jpeg");

  private final String name;
  private final ProviderHttp http;
  private final URI address;
  private final Secret key;
  private final StabilityModel model;

  /**
   * @param name as configuration, answers and messages name it, such as {@code stability}
   * @param address {@link #ADDRESS}, or that of a gateway with the same paths
   * @param clock tells dates of {@code Retry-After} from now
   */
  public StabilityPictures(
      String name, URI address, Secret key, StabilityModel model, Clock clock) {
    this.name = name;
    this.http = new ProviderHttp(name, StabilityAnswers::errorName, clock);
    this.address = address;
    this.key = key;
    this.model = model;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isFree() {
    return false;
  }

  @Override
  public Made<Picture> make(PictureBrief brief, CallTerms terms)
      throws ProviderException, InterruptedException {
    Answer answer = http.send(request(brief), terms.timeout(), MEDIA_TYPES, PictureFiles.MAX_BYTES);
    return new Made<>(StabilityAnswers.picture(name, answer), model.name(), Usage.ofImages(1));
  }

  private HttpRequest.Builder request(PictureBrief brief) throws ProviderException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("prompt", brief.prompt());
    // The turbo models take none.
    if (!brief.negativePrompt().isBlank() && !model.name().endsWith("-turbo")) {
      fields.put("negative_prompt", brief.negativePrompt());
    }
    fields.put("aspect_ratio", "16:9");
    fields.put("seed", Long.toString(brief.seed()));
    fields.put("output_format", "png");
    if (model.isDiffusion3()) {
      fields.put("model", model.name());
      fields.put("mode", "text-to-image");
    } else if (model.name().equals("stable-image-core")) {
      fields.put("style_preset", preset(brief.style()));
    }
    var body = new Multipart(fields, "ytempire-" + UUID.randomUUID());
    try {
      return HttpRequest.newBuilder(
              URI.create(address.toString().replaceAll("/+$", "") + model.path()))
          .header("Authorization", "Bearer " + key.reveal())
          .header("Accept", "image/*")
          .header("Content-Type", body.contentType())
          .header("stability-client-id", "ytempire-ml")
          .POST(BodyPublishers.ofByteArray(body.bytes()));
    } catch (IllegalArgumentException e) {
      // Its message holds the header's text, which is the key.
      throw new ProviderException(
          Reason.REFUSED,
          name + ": the address or the key has characters that no header takes",
          null);
    }
  }

  private static String preset(PictureStyle style) {
    return switch (style) {
      case VIBRANT -> "digital-art";
      case MINIMAL -> "enhance";
      case DRAMATIC -> "cinematic";
      case PROFESSIONAL -> "photographic";
    };
  }
}
