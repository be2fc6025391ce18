package com.ytempire.ml.generation.picture.stability;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.generation.http.ProviderHttp.Answer;
import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What answers hold: a picture as it was asked for, or the name of an error. */
final class StabilityAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAST_WIDTH = 256;
  private static final int LEAST_HEIGHT = 144;

  /** Of width to height, of what was asked for. */
  private static final double RATIO = 16 / 9.0;

  private static final double RATIO_TOLERANCE = 0.1;

  private StabilityAnswers() {}

  /** The name of an error, such as {@code content_moderation}; null where there is none. */
  static @Nullable String errorName(byte[] body) {
    try {
      return JSON.readTree(body).path("name").textValue();
    } catch (IOException e) {
      return null;
    }
  }

  /** The picture of an answer whose media type is that of a picture. */
  static Picture picture(String provider, Answer answer) throws ProviderException {
    String finish = answer.headers().firstValue("finish-reason").orElse("SUCCESS").strip();
    if (!finish.equals("SUCCESS")) {
      // Made, and counted as made, but blurred.
      throw malformed(provider, "the picture was filtered", null);
    }
    Picture picture;
    try {
      picture = Picture.of(answer.body());
    } catch (PictureException e) {
      throw malformed(provider, "the picture cannot be read", e);
    }
    if (!picture.mediaType().equals(answer.mediaType())) {
      throw malformed(provider, "the picture is of another type than its header says", null);
    }
    double ratio = (double) picture.width() / picture.height();
    if (picture.width() < LEAST_WIDTH
        || picture.height() < LEAST_HEIGHT
        || Math.abs(ratio - RATIO) > RATIO_TOLERANCE * RATIO) {
      throw malformed(
          provider,
          "picture of %dx%d pixels; expected 16 to 9, at least %dx%d"
              .formatted(picture.width(), picture.height(), LEAST_WIDTH, LEAST_HEIGHT),
          null);
    }
    return picture;
  }

  private static ProviderException malformed(
      String provider, String what, @Nullable Throwable cause) {
    return new ProviderException(Reason.MALFORMED, provider + ": " + what, cause);
  }
}
