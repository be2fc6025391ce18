package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * Pictures.
 *
 * @param model {@code THUMBNAIL_MODEL}: name of the model, default {@code stable-diffusion-xl}
 * @param inferenceSteps {@code THUMBNAIL_INFERENCE_STEPS}: 1 to 500, default 50
 * @param guidanceScale {@code THUMBNAIL_GUIDANCE_SCALE}: how closely a picture follows its text, 0
 *     to 50, default 7.5
 * @param variations {@code THUMBNAIL_VARIATIONS}: pictures made where a request names no number, 1
 *     to 20, default 3
 */
public record ThumbnailSettings(
    String model, int inferenceSteps, double guidanceScale, int variations)
    implements Serializable {

  static ThumbnailSettings from(Variables variables) {
    return new ThumbnailSettings(
        variables.textOr("THUMBNAIL_MODEL", "stable-diffusion-xl"),
        variables.integer("THUMBNAIL_INFERENCE_STEPS", 50, 1, 500),
        variables.number("THUMBNAIL_GUIDANCE_SCALE", 7.5, 0, 50),
        variables.integer("THUMBNAIL_VARIATIONS", 3, 1, 20));
  }
}
